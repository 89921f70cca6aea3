import { NONE } from '../../../shared/model/run-index.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { submissionStatus } from '../../generations/flat-submission-list.ts';
import { submittedIn } from '../../generations/flat-submissions.ts';
import { snapshotDifference } from '../../generations/snapshots.ts';
import type { FlatRun } from '../../persistence/flat/records.ts';
import { isDict, isList, type PyDict, type PyValue } from '../../persistence/values.ts';
import { compareValues } from '../compare-values.ts';
import { encodeTime } from '../encode-value.ts';
import { raisedName, raisedText } from '../outcome.ts';
import { namedLoops } from './compare-flat-records.ts';
import type { FlatContext } from './flat-context.ts';

const SKIP_NAMES = [
  'NOT_SKIPPED',
  'UPSTREAM_FAILURE',
  'LOOP_TERMINATION',
  'TASK_CONDITION_NOT_MET',
];

/** `api_tasks`: what hpcflow's object API says of tasks, elements, iterations and runs. */
export async function compareFlatTasks(expected: PyValue, context: FlatContext): Promise<void> {
  const { reader, findings } = context;
  if (!isList(expected)) {
    findings.differs('api_tasks', 'is no list');
    return;
  }
  const runs = new Map((await context.store.getEARs()).map((run) => [run.id_, run]));
  compareValues(expected.length, reader.tasks.length, 'api_tasks.length', findings);
  for (const [position, entry] of expected.entries()) {
    if (isDict(entry)) await compareTask(entry, position, context, runs);
    else findings.differs(`api_tasks.${position}`, 'is no task');
  }
}

/** Compares the members that the truth has; what hpcflow's object API could not tell is counted. */
async function compareMembers(
  expected: PyDict,
  actual: Readonly<Record<string, PyValue | undefined>>,
  place: string,
  context: FlatContext,
  nested: readonly string[],
): Promise<void> {
  const { findings } = context;
  for (const [key, value] of expected) {
    const at = `${place}.${key}`;
    if (nested.includes(key)) continue;
    const raised = raisedText(value);
    if (raised !== undefined) {
      findings.raised(`${raisedName(raised)} of the object API`);
      continue;
    }
    const ours = actual[key];
    if (ours === undefined) findings.differs(at, 'not known');
    else compareValues(value, ours, at, findings, { isOrdered: key === 'data_idx' });
  }
}

async function compareTask(
  expected: PyDict,
  position: number,
  context: FlatContext,
  runs: ReadonlyMap<number, FlatRun>,
): Promise<void> {
  const { reader, findings } = context;
  const place = `api_tasks.${position}`;
  const task = reader.tasks[position];
  if (task === undefined) return;
  const taken = context.taken[position] ?? [];
  // The object API looks its elements up by another number once more.
  const shown = (context.taken[task.insertId] ?? []).slice(0, taken.length);
  const apiElements = context.isMistaken ? shown : taken;
  const counts = countsOf(apiElements, context);
  // The object API of some versions fails for inserted tasks, and the truth has no number.
  const isUntold = context.truth.has('api_tasks_raises') && expected.get('num_EARs') === null;
  const fields = new Map(expected);
  if (isUntold) {
    fields.delete('num_EARs');
    findings.raised('errors of the object API for inserted tasks');
  }
  await compareMembers(
    fields,
    {
      index: position,
      insert_ID: task.insertId,
      name: task.name.replace(/_\d+$/, (suffix) => (isNumbered(context, position) ? '' : suffix)),
      unique_name: task.name,
      dir_name: task.dirName,
      num_elements: taken.length,
      num_actions: task.actions.length,
      num_element_sets: task.elementSetCount,
      element_IDs: taken,
      num_element_iterations: counts.iterationCount,
      num_EARs: counts.runCount,
    },
    place,
    context,
    ['elements', 'first_5_elements'],
  );
  const key = expected.has('first_5_elements') ? 'first_5_elements' : 'elements';
  const elements = expected.get(key);
  if (elements === undefined || elements === null) {
    if (!context.truth.has('api_tasks_raises')) findings.differs(`${place}.${key}`, 'missing');
    return;
  }
  if (!isList(elements)) {
    findings.differs(`${place}.${key}`, 'is no list');
    return;
  }
  if (key === 'elements') {
    compareValues(elements.length, apiElements.length, `${place}.${key}.length`, findings);
  }
  for (const [index, element] of elements.entries()) {
    await compareElement(element, apiElements[index], `${place}.${key}.${index}`, context, runs);
  }
}

/** Row of the run index that has an element. */
function elementRow(id: number, { lookup, elementPlaces }: FlatContext): number | undefined {
  const place = elementPlaces.get(id);
  return place && lookup.elementRow(place.task, place.index);
}

/** Iterations and runs of elements, by the run index. */
function countsOf(
  ids: readonly number[],
  context: FlatContext,
): { readonly iterationCount: number; readonly runCount: number } {
  const { elements, iterations } = context.lookup.index;
  let iterationCount = 0;
  let runCount = 0;
  for (const id of ids) {
    const row = elementRow(id, context) ?? 0;
    const [start = 0, end = 0] = [elements.iterationStart[row], elements.iterationStart[row + 1]];
    iterationCount += end - start;
    runCount += (iterations.runStart[end] ?? 0) - (iterations.runStart[start] ?? 0);
  }
  return { iterationCount, runCount };
}

/** Whether a task has a number because another has the same name. */
function isNumbered({ reader }: FlatContext, position: number): boolean {
  const base = reader.tasks[position]?.name.replace(/_\d+$/, '');
  return reader.tasks.filter(({ name }) => name.replace(/_\d+$/, '') === base).length > 1;
}

async function compareElement(
  expected: PyValue,
  id: number | undefined,
  place: string,
  context: FlatContext,
  runs: ReadonlyMap<number, FlatRun>,
): Promise<void> {
  const { lookup, store, findings } = context;
  const row = id === undefined ? undefined : elementRow(id, context);
  if (!isDict(expected) || row === undefined) {
    findings.differs(place, 'is no element');
    return;
  }
  const { elements } = lookup.index;
  const [stored] = await store.getElements(id === undefined ? [] : [id]);
  await compareMembers(
    expected,
    {
      id,
      // As stored, which is not its place where tasks were inserted.
      index: stored?.index,
      element_set_idx: elements.elementSet[row],
    },
    place,
    context,
    ['iterations'],
  );
  const iterations = expected.get('iterations');
  if (!isList(iterations)) {
    findings.differs(`${place}.iterations`, 'is no list');
    return;
  }
  const start = elements.iterationStart[row] ?? 0;
  const count = (elements.iterationStart[row + 1] ?? 0) - start;
  compareValues(iterations.length, count, `${place}.iterations.length`, findings);
  for (const [ordinal, iteration] of iterations.entries()) {
    const at = `${place}.iterations.${ordinal}`;
    await compareIteration(iteration, start + ordinal, at, context, runs);
  }
}

async function compareIteration(
  expected: PyValue,
  row: number,
  place: string,
  context: FlatContext,
  runs: ReadonlyMap<number, FlatRun>,
): Promise<void> {
  const { lookup, store, findings } = context;
  if (!isDict(expected)) {
    findings.differs(place, 'is no iteration');
    return;
  }
  const { iterations, loops } = lookup.index;
  const id = iterations.id[row] ?? 0;
  const [stored] = await store.getElementIterations([id]);
  const loopIdx = new Map<string, PyValue>();
  loops.forEach((loop, position) => {
    const number = iterations.loopIdx[row * loops.length + position] ?? NONE;
    if (number !== NONE) loopIdx.set(loop, number);
  });
  const fields = new Map(expected);
  fields.set('loop_idx', namedLoops(expected.get('loop_idx'), loopIdx, context));
  await compareMembers(
    fields,
    {
      id,
      index: iterations.ordinal[row],
      loop_idx: loopIdx,
      EARs_initialised: iterations.isInitialised[row] === 1,
      schema_parameters: stored?.schema_parameters,
      data_idx: stored && new Map(Object.entries(stored.data_idx)),
    },
    place,
    context,
    ['actions'],
  );
  const actions = expected.get('actions');
  if (!isList(actions)) {
    findings.differs(`${place}.actions`, 'is no list');
    return;
  }
  const start = iterations.runStart[row] ?? 0;
  const count = (iterations.runStart[row + 1] ?? 0) - start;
  compareValues(actions.length, count, `${place}.actions.length`, findings);
  for (const [at, run] of actions.entries()) {
    await compareRun(run, start + at, `${place}.actions.${at}`, context, runs);
  }
}

async function compareRun(
  expected: PyValue,
  row: number,
  place: string,
  context: FlatContext,
  records: ReadonlyMap<number, FlatRun>,
): Promise<void> {
  const { lookup, reader, findings } = context;
  if (!isDict(expected)) {
    findings.differs(place, 'is no run');
    return;
  }
  const { runs, hosts } = lookup.index;
  const run = records.get(runs.id[row] ?? NONE);
  if (run === undefined) {
    findings.differs(place, 'is not there');
    return;
  }
  const time = (column: Float64Array): PyValue => {
    const us = column[row] ?? Number.NaN;
    return encodeTime(Number.isNaN(us) ? null : us, 'datetime');
  };
  await compareMembers(
    expected,
    {
      action_idx: runs.action[row],
      id_: runs.id[row],
      index: runs.attempt[row],
      run_idx: runs.attempt[row],
      data_idx: new Map(Object.entries(run.data_idx)),
      submission_idx: run.submission_idx,
      start_time: time(runs.startUs),
      end_time: time(runs.endUs),
      success: run.success,
      skip: run.skip,
      skip_reason: SKIP_NAMES[Number(run.skip)],
      exit_code: run.exit_code,
      run_hostname: hosts[runs.host[row] ?? NONE] ?? null,
      port_number: run.port_number,
      commands_file_ID: run.commands_file_ID,
      commands_idx: run.commands_idx,
      metadata: run.metadata,
      status: statusText(expected.get('status'), statusName(row, context)),
      directory: (await reader.runFacts(row, lookup)).directory ?? null,
    },
    place,
    context,
    ['snapshot_start', 'snapshot_end', 'dir_diff'],
  );
  for (const key of ['snapshot_start', 'snapshot_end'] as const) {
    compareSnapshot(expected.get(key) ?? null, run[key], `${place}.${key}`, context);
  }
  compareDifference(expected.get('dir_diff') ?? null, run, `${place}.dir_diff`, context);
}

/** Colours of hpcflow's statuses (GEN4 §13.1), which some versions give in place of the names. */
const COLOURS: ReadonlyMap<string, string> = new Map([
  ['pending', 'grey46'],
  ['prepared', 'grey46'],
  ['submitted', 'grey46'],
  ['running', 'dodger_blue1'],
  ['skipped', 'dark_orange'],
  ['aborted', 'deep_pink4'],
  ['success', 'green3'],
  ['error', 'red3'],
]);

function statusText(expected: PyValue | undefined, name: string): string {
  const isColour = [...COLOURS.values()].some((colour) => colour === expected);
  return isColour ? (COLOURS.get(name) ?? name) : name;
}

/** hpcflow's name of our status; runs of a partially submitted submission are pending to it. */
function statusName(row: number, { lookup, submissions }: FlatContext): string {
  const { runs } = lookup.index;
  const status = statusOfCode(runs.status[row] ?? 0);
  if (status === 'ended-by-loop') return 'skipped';
  const submission = submissions[runs.submission[row] ?? NONE];
  const isPartial =
    submission !== undefined &&
    submissionStatus(submission, submittedIn(submission)) === 'partially-submitted';
  return isPartial && (status === 'prepared' || status === 'submitted') ? 'pending' : status;
}

/** The object API adds where the snapshot was taken, and whether its numbers are texts. */
function compareSnapshot(
  expected: PyValue,
  ours: PyDict | null,
  place: string,
  { findings }: FlatContext,
): void {
  const data = (value: PyValue): PyValue =>
    isDict(value) ? asNumbers(value.get('data') ?? null) : value;
  if (raisedText(expected) !== undefined) {
    findings.raised('errors of snapshots');
    return;
  }
  compareValues(data(expected), data(ours), `${place}.data`, findings);
}

/** Since GEN4 the numbers may be stored as texts, which the object API turns into numbers. */
function asNumbers(value: PyValue): PyValue {
  if (isList(value)) return value.map(asNumbers);
  if (isDict(value)) return new Map([...value].map(([key, item]) => [key, asNumbers(item)]));
  if (typeof value !== 'string') return value;
  const number = BigInt(value);
  return Number.isSafeInteger(Number(number)) ? Number(number) : number;
}

/** Files made and changed, as many as hpcflow's own comparison of the snapshots finds. */
function compareDifference(
  expected: PyValue,
  run: FlatRun,
  place: string,
  { findings }: FlatContext,
): void {
  if (raisedText(expected) !== undefined) {
    findings.raised(`${raisedName(raisedText(expected) ?? '')} of snapshots`);
    return;
  }
  const ours = snapshotDifference(run.snapshot_start, run.snapshot_end);
  if (expected === null) {
    if (ours !== undefined) findings.differs(place, 'no difference expected, one found');
    return;
  }
  const pattern = /files\(created=(\d+), deleted=\d+, modified=(\d+), moved=(\d+)\)/;
  const counts = typeof expected === 'string' ? pattern.exec(expected) : null;
  if (counts === null) {
    findings.differs(place, 'cannot be read');
    return;
  }
  // A file that takes the place of another counts as made for hpcflow, as changed for us.
  const wanted = counts.slice(1).reduce((sum, count) => sum + Number(count), 0);
  const found = (ours?.made.length ?? 0) + (ours?.changed.length ?? 0);
  compareValues(wanted, found, place, findings);
}
