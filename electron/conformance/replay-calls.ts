import { join } from 'node:path';
import { AppException } from '../../shared/contract/errors.ts';
import type { RunIndices } from '../persistence/changing-store.ts';
import type { PersistentStore } from '../persistence/persistent-store.ts';
import type { ParameterData, Slice } from '../persistence/records.ts';
import {
  isDict,
  isList,
  type PyDict,
  PySet,
  PyTuple,
  type PyValue,
} from '../persistence/values.ts';
import { decodeValue, dictPairs } from './decode-value.ts';
import {
  dict,
  encodeCounts,
  encodeElement,
  encodeSubmission,
  type TimeKind,
} from './encode-records.ts';
import { encodeValue } from './encode-value.ts';
import { timeOf } from './replay-case.ts';

/** Items of anything that Python iterates over. */
function itemsOf(value: PyValue): readonly PyValue[] {
  if (value instanceof PyTuple || value instanceof PySet) return value.items;
  return isList(value) ? value : [];
}

/** Arguments of one call by hpcflow's names. */
class Arguments {
  constructor(readonly args: PyDict) {}

  raw(name: string): PyValue {
    return this.args.get(name) ?? null;
  }

  value(name: string): PyValue {
    return decodeValue(this.raw(name));
  }

  number(name: string): number {
    return Number(this.raw(name));
  }

  dict(name: string): PyDict {
    const value = this.value(name);
    if (isDict(value)) return value;
    throw new TypeError(`the argument ${name} is no map`);
  }

  list(name: string): readonly PyValue[] {
    return itemsOf(this.value(name));
  }

  dicts(name: string): PyDict[] {
    return this.list(name).filter(isDict);
  }

  numbers(name: string): number[] {
    return this.list(name).map(Number);
  }

  /** A map with integer keys. */
  byNumber<T>(name: string, as: (value: PyValue) => T): Map<number, T> {
    const raw = this.raw(name);
    const pairs = dictPairs(raw) ?? (isDict(raw) ? [...raw] : []);
    return new Map(pairs.map(([key, value]) => [Number(key), as(decodeValue(value))]));
  }

  slice(name: string): Slice {
    const raw = this.raw(name);
    const parts = isDict(raw) ? raw.get('__slice__') : undefined;
    const [start = 0, stop = 0, step = 1] = (isList(parts) ? parts : []).map(Number);
    return { start, stop, step };
  }
}

/** A member that returns nothing gives `null`, as Python does. */
type Perform = (store: PersistentStore, args: Arguments) => Promise<PyValue>;

async function nothing(done: Promise<void>): Promise<null> {
  await done;
  return null;
}

const asDict = (value: PyValue): PyDict => (isDict(value) ? value : new Map());
const asDicts = (value: PyValue): PyDict[] => itemsOf(value).filter(isDict);
const asNumbers = (value: PyValue): number[] => itemsOf(value).map(Number);

function runIndices(value: PyValue): RunIndices {
  const [task = 0, iteration = 0, action = 0, run = 0] = itemsOf(value).map(Number);
  return [task, iteration, action, run];
}

function run(args: Arguments): RunIndices {
  return [
    args.number('task_insert_ID'),
    args.number('element_iteration_idx'),
    args.number('action_idx'),
    args.number('run_idx'),
  ];
}

async function checkParametersExist(store: PersistentStore, args: Arguments): Promise<PyValue> {
  const wanted = args.raw('indices');
  return typeof wanted === 'number'
    ? store.checkParametersExist(wanted)
    : store.checkParametersExist(args.numbers('indices'));
}

const timeKind = (store: PersistentStore): TimeKind =>
  store.storeName === 'zarr' ? 'datetime64' : 'datetime';

async function encodedParameter([isSet, value]: ParameterData): Promise<PyValue> {
  return dict({ __tuple__: [isSet, await encodeValue(value)] });
}

async function getAllParameterData(store: PersistentStore): Promise<PyValue> {
  const all = new Map<string, PyValue>();
  for (const [index, data] of await store.getAllParameterData()) {
    all.set(String(index), await encodedParameter(data));
  }
  return all;
}

async function getTaskElements(store: PersistentStore, args: Arguments): Promise<PyValue> {
  const elements = await store.getTaskElements(
    args.number('task_idx'),
    args.number('task_insert_ID'),
    args.slice('selection'),
    args.raw('keep_iterations_idx') === true,
  );
  const kind = timeKind(store);
  return elements.map((element) => encodeElement(element, kind));
}

/** Every method that can be recorded, with hpcflow's names of its arguments. */
export const PERFORM: Readonly<Record<string, Perform>> = {
  add_template_components: (s, a) =>
    nothing(s.addTemplateComponents(a.dict('template_components'))),
  add_empty_task: (s, a) => nothing(s.addEmptyTask(a.number('task_idx'), a.dict('task_js'))),
  add_element_set: (s, a) =>
    nothing(s.addElementSet(a.number('task_idx'), a.dict('element_set_js'))),
  add_elements: (s, a) =>
    nothing(
      s.addElements(
        a.number('task_idx'),
        a.number('task_insert_ID'),
        a.dicts('elements'),
        a.dicts('element_iterations'),
      ),
    ),
  add_element_iterations: (s, a) =>
    nothing(
      s.addElementIterations(
        a.number('task_idx'),
        a.number('task_insert_ID'),
        a.dicts('element_iterations'),
        a.byNumber('element_iters_idx', asNumbers),
      ),
    ),
  add_EARs: (s, a) =>
    nothing(
      s.addEARs(
        a.number('task_idx'),
        a.number('task_insert_ID'),
        a.number('element_iter_idx'),
        a.byNumber('EARs', asDicts),
        a.byNumber('param_src_updates', asDict),
      ),
    ),
  add_loop: (s, a) =>
    nothing(s.addLoop(a.numbers('task_indices'), a.dict('loop_js'), a.dict('iterable_parameters'))),
  update_loop_num_added_iters: (s, a) =>
    nothing(s.updateLoopNumAddedIters(a.number('loop_idx'), a.number('num_added_iters'))),
  add_parameter_data: (s, a) => s.addParameterData(a.value('data'), a.dict('source')),
  add_unset_parameter_data: (s, a) => s.addUnsetParameterData(a.dict('source')),
  set_parameter: (s, a) => nothing(s.setParameter(a.number('index'), a.value('data'))),
  add_submission: (s, a) => nothing(s.addSubmission(a.dict('submission_js'))),
  append_submission_attempt: (s, a) =>
    nothing(s.appendSubmissionAttempt(a.number('sub_idx'), a.value('submitted_js_idx'))),
  set_jobscript_version_info: (s, a) =>
    nothing(
      s.setJobscriptVersionInfo(a.number('sub_idx'), a.number('js_idx'), a.value('vers_info')),
    ),
  set_jobscript_submit_time: (s, a) =>
    nothing(s.setJobscriptSubmitTime(a.number('sub_idx'), a.number('js_idx'), submitTime(a))),
  set_jobscript_job_ID: (s, a) =>
    nothing(s.setJobscriptJobID(a.number('sub_idx'), a.number('js_idx'), a.value('job_ID'))),
  set_EAR_submission_indices: (s, a) =>
    nothing(s.setEARSubmissionIndices(a.number('sub_idx'), a.list('EAR_indices').map(runIndices))),
  set_EAR_start: (s, a) => nothing(s.setEARStart(...run(a))),
  set_EAR_end: (s, a) => nothing(s.setEAREnd(...run(a))),
  save: (s) => nothing(s.save()),
  commit_pending: (s) => nothing(s.commitPending()),
  reject_pending: (s) => nothing(s.rejectPending()),
  clear_pending: async (s) => {
    s.clearPending();
    return null;
  },
  remove_replaced_dir: (s) => nothing(s.removeReplacedDir()),
  reinstate_replaced_dir: (s) => nothing(s.reinstateReplacedDir()),
  delete_no_confirm: (s) => nothing(s.deleteNoConfirm()),
  copy: (s, a) => nothing(s.copy(String(a.raw('path')))),
  get_task_elements: getTaskElements,
  get_parameter_data: async (s, a) => encodedParameter(await s.getParameterData(a.number('index'))),
  get_parameter_source: (s, a) => s.getParameterSource(a.number('index')),
  is_parameter_set: (s, a) => s.isParameterSet(a.number('index')),
  check_parameters_exist: checkParametersExist,
  is_modified_on_disk: (s) => s.isModifiedOnDisk(),
  get_template_components: (s) => s.getTemplateComponents(),
  get_template: (s) => s.getTemplate(),
  get_loops: async (s) => [...(await s.getLoops())],
  get_creation_info: (s) => s.getCreationInfo(),
  get_num_added_tasks: (s) => s.getNumAddedTasks(),
  get_submissions: async (s) => (await s.getSubmissions()).map(encodeSubmission),
  get_all_tasks_metadata: async (s) => (await s.getAllTasksMetadata()).map(encodeCounts),
  get_all_parameter_data: getAllParameterData,
  get_task_elements_islice: async (s, a) => {
    const found: PyValue[] = [];
    const [index, insertId] = [a.number('task_idx'), a.number('task_insert_ID')];
    const kind = timeKind(s);
    for await (const element of s.getTaskElementsIslice(index, insertId, a.slice('selection'))) {
      found.push(encodeElement(element, kind));
    }
    return found;
  },
  load_metadata: (s) => s.loadMetadata(),
  exists: (s) => s.exists(),
  has_pending: async (s) => s.hasPending,
};

function submitTime(args: Arguments): number {
  const raw = args.raw('submit_time');
  return timeOf(isDict(raw) ? raw.get('__datetime__') : raw);
}

/** Arguments of the class method that makes a workflow. */
export function emptyWorkflow(args: PyDict, workflowPath: string) {
  const given = new Arguments(args);
  const replaced = given.raw('replaced_dir');
  return {
    template: given.dict('template_js'),
    templateComponents: given.dict('template_components_js'),
    workflowPath,
    creationInfo: given.dict('creation_info'),
    ...(typeof replaced === 'string' ? { replacedDir: join(replaced) } : {}),
  };
}

/** Calls a method of a store as it was recorded. @throws AppException `corrupt-data` for methods that are not known */
export async function perform(
  store: PersistentStore,
  method: string,
  args: PyDict,
): Promise<PyValue> {
  const call = PERFORM[method];
  if (call === undefined) {
    const message = `The method ${method} is not known, so its call cannot be replayed.`;
    throw new AppException({ code: 'corrupt-data', message, file: 'calls.json' });
  }
  return call(store, new Arguments(args));
}
