import type { SubmissionRecord } from '../persistence/records.ts';
import { isDict, isList, type PyDict, type PyValue } from '../persistence/values.ts';
import { type ApiTask, apiElement, apiTasks } from './api-tasks.ts';
import type { ElementContext } from './compare-elements.ts';
import { compareValues } from './compare-values.ts';
import { dict } from './encode-records.ts';
import { raisedName, raisedText } from './outcome.ts';

/** Elements that the truth has of large tasks. */
const FIRST_ELEMENTS = 'first_5_elements';

/**
 * The truth without the statuses that hpcflow could not tell (it fails for runs that were submitted
 * but not started), and ours without the same ones.
 */
function withoutRaisedStatuses(
  expected: PyValue,
  actual: PyValue,
  onRaised: (name: string) => void,
): [PyValue, PyValue] {
  if (isList(expected) && isList(actual)) {
    const pairs = expected.map((item, i) =>
      withoutRaisedStatuses(item, actual[i] ?? null, onRaised),
    );
    const rest = actual.slice(expected.length);
    return [pairs.map(([a]) => a), [...pairs.map(([, b]) => b), ...rest]];
  }
  if (!isDict(expected) || !isDict(actual)) return [expected, actual];
  const left = new Map(expected);
  const right = new Map(actual);
  for (const [key, value] of expected) {
    const raised = key === 'submission_status' ? raisedText(value) : undefined;
    const isUntold = right.get(key) === 'PREPARED' || right.get(key) === 'SUBMITTED';
    if (raised !== undefined && isUntold) {
      left.delete(key);
      right.delete(key);
      onRaised(raisedName(raised));
    } else {
      const [a, b] = withoutRaisedStatuses(value, right.get(key) ?? null, onRaised);
      left.set(key, a);
      if (right.has(key)) right.set(key, b);
    }
  }
  return [left, right];
}

/** `api_tasks`: the tasks of hpcflow's object API. */
export async function compareApiTasks(
  expected: PyValue,
  submissions: readonly SubmissionRecord[],
  context: ElementContext,
): Promise<void> {
  const place = 'api_tasks';
  const { store, findings } = context;
  const tasks = apiTasks(await store.getTemplate(), await store.getTemplateComponents());
  if (!isList(expected) || expected.length !== tasks.length) {
    findings.differs(place, `one entry per task expected, there are ${tasks.length}`);
    return;
  }
  for (const [taskIdx, task] of tasks.entries()) {
    const entry = expected[taskIdx];
    const at = `${place}.${taskIdx}`;
    if (!isDict(entry)) findings.differs(at, 'is no task');
    else await compareTask(entry, task, taskIdx, at, submissions, context);
  }
}

async function compareTask(
  expected: PyDict,
  task: ApiTask,
  taskIdx: number,
  place: string,
  submissions: readonly SubmissionRecord[],
  context: ElementContext,
): Promise<void> {
  const { store, structure, findings } = context;
  const own = (await store.getAllTasksMetadata())[taskIdx];
  const taken = structure.isMisordered ? structure.countsTaken(taskIdx) : undefined;
  const counts = taken ?? own;
  const fields = new Map(expected);
  for (const key of ['elements', FIRST_ELEMENTS]) fields.delete(key);
  const actual = dict({
    index: taskIdx,
    insert_ID: task.insertId,
    name: task.name,
    unique_name: task.uniqueName,
    dir_name: task.dirName,
    num_elements: counts?.num_elements ?? 0,
    num_element_iterations: counts?.num_element_iterations ?? 0,
    num_EARs: counts?.num_EARs ?? 0,
    num_element_sets: task.elementSetCount,
    objective: task.objective,
  });
  compareValues(fields, actual, place, findings);
  const key = expected.has(FIRST_ELEMENTS) ? FIRST_ELEMENTS : 'elements';
  const elements = expected.get(key);
  if (elements === undefined) {
    findings.differs(`${place}.elements`, 'missing');
    return;
  }
  const raised = raisedText(elements);
  if (raised !== undefined) {
    await compareRaised(raised, taskIdx, place, context);
    return;
  }
  const limit = Math.min(own?.num_elements ?? 0, counts?.num_elements ?? 0);
  await compareElements(elements, taskIdx, limit, `${place}.${key}`, submissions, context);
}

async function compareElements(
  expected: PyValue,
  taskIdx: number,
  limit: number,
  place: string,
  submissions: readonly SubmissionRecord[],
  { store, structure, findings }: ElementContext,
): Promise<void> {
  const insertId = structure.insertIds[taskIdx] ?? 0;
  const stop = place.endsWith(FIRST_ELEMENTS) ? Math.min(limit, 5) : limit;
  const kind = store.storeName === 'zarr' ? 'datetime64' : 'datetime';
  const elements =
    stop === 0 ? [] : await store.getTaskElements(taskIdx, insertId, { start: 0, stop, step: 1 });
  const actual = elements.map((element) => apiElement(element, submissions, kind));
  const [left, right] = withoutRaisedStatuses(expected, actual, (name) => {
    findings.raised(`${name} for the status of a submitted run`);
  });
  compareValues(left, right, place, findings);
}

/** The object API reads elements one by one, as many as hpcflow believes there are. */
async function compareRaised(
  raised: string,
  taskIdx: number,
  place: string,
  { store, structure, findings }: ElementContext,
): Promise<void> {
  const insertId = structure.insertIds[taskIdx] ?? 0;
  const taken = structure.isMisordered ? structure.countsTaken(taskIdx) : undefined;
  const own = await store.countTaskElements(taskIdx, insertId);
  const name = raisedName(raised);
  if (taken !== undefined && name === 'ValueError' && taken.num_elements > own) {
    findings.followed('T4');
  } else if (name === 'IndexError' && (await structure.unresolvedIterations(insertId)).size > 0) {
    findings.followed('T6');
  } else if (taken !== undefined && name === 'KeyError' && taken.num_elements > 0) {
    findings.followed('T4');
  } else {
    findings.differs(`${place}.elements`, `${raised} expected, elements found`);
  }
}
