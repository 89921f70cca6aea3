import type { PersistentStore } from '../persistence/persistent-store.ts';
import type { Slice } from '../persistence/records.ts';
import { isDict, isList, type PyValue } from '../persistence/values.ts';
import { compareValues } from './compare-values.ts';
import { dict, encodeCounts, encodeElement } from './encode-records.ts';
import type { Findings, RuleName } from './findings.ts';
import { compareOutcome, outcomeOf, raisedText } from './outcome.ts';
import type { Structure } from './structure.ts';

/** What the sections about elements need. */
export interface ElementContext {
  readonly store: PersistentStore;
  readonly structure: Structure;
  readonly findings: Findings;
}

/** `get_all_tasks_metadata`: hpcflow lists Zarr tasks in the text order of their groups (T4). */
export async function compareTasksMetadata(
  expected: PyValue,
  { store, structure, findings }: ElementContext,
): Promise<void> {
  const counts = await store.getAllTasksMetadata();
  const ours = counts.map(encodeCounts);
  const hasAllGroups = !structure.insertIds.some((id) => structure.isWithoutGroup(id));
  if (!structure.isMisordered && !structure.hasStrayGroups && hasAllGroups) {
    compareValues(expected, ours, 'get_all_tasks_metadata', findings);
    return;
  }
  const inTextOrder = structure.groups.map((group) => {
    const task = structure.insertIds.indexOf(group.insertId);
    return task < 0 ? encodeCounts(group) : (ours[task] ?? dict({}));
  });
  findings.followed(structure.hasStrayGroups || !hasAllGroups ? 'T24' : 'T4');
  compareValues(expected, inTextOrder, 'get_all_tasks_metadata', findings);
}

/** The part of a selection that hpcflow looks at, which counts elements of another task (T4). */
function takenSelection(selection: Slice, taskIdx: number, structure: Structure): Slice {
  const counts = structure.isMisordered ? structure.countsTaken(taskIdx) : undefined;
  if (counts === undefined) return selection;
  return { ...selection, stop: Math.min(selection.stop, counts.num_elements) };
}

async function ruleFor(
  pythonName: string,
  context: ElementContext,
  taskIdx: number,
  insertId: number,
  selection: Slice,
): Promise<RuleName | undefined> {
  const { store, structure } = context;
  const elements = await store.getTaskElements(taskIdx, insertId, selection, true);
  const used = elements.flatMap((element) => element.iterations_idx ?? []);
  if (pythonName === 'IndexError') {
    const broken = await structure.unresolvedIterations(insertId);
    return used.some((index) => broken.has(index)) ? 'T6' : undefined;
  }
  const counts = structure.isMisordered ? structure.countsTaken(taskIdx) : undefined;
  if (pythonName === 'KeyError' && counts !== undefined) {
    // Iterations beyond the count of the other task are taken for pending ones.
    return used.some((index) => index >= counts.num_element_iterations) ? 'T4' : undefined;
  }
  return undefined;
}

/** Elements of one selection against what hpcflow returned for it. */
export async function compareSelection(
  expected: PyValue,
  taskIdx: number,
  selection: Slice,
  place: string,
  context: ElementContext,
): Promise<void> {
  const { store, structure, findings } = context;
  const insertId = structure.insertIds[taskIdx];
  if (insertId === undefined) {
    findings.differs(place, `there is no task ${taskIdx}`);
    return;
  }
  const raised = raisedText(expected);
  if (structure.isWithoutGroup(insertId) && raised?.startsWith('AttributeError') === true) {
    findings.followed('T24');
    return;
  }
  const kind = store.storeName === 'zarr' ? 'datetime64' : 'datetime';
  const taken = takenSelection(selection, taskIdx, structure);
  const count = await store.countTaskElements(taskIdx, insertId);
  if (selection.step > 0 && Math.min(selection.stop, count) > taken.stop) findings.followed('T4');
  const actual = await outcomeOf(async () => {
    const elements = await store.getTaskElements(taskIdx, insertId, taken);
    return elements.map((element) => encodeElement(element, kind));
  });
  await compareOutcome(expected, actual, place, findings, (pythonName) =>
    ruleFor(pythonName, context, taskIdx, insertId, taken),
  );
  compareDataOrder(expected, actual, place, findings);
}

/** The order of a data index has a meaning (FORMATS §6.6); that of other keys has none. */
function compareDataOrder(
  expected: PyValue,
  actual: Awaited<ReturnType<typeof outcomeOf>>,
  place: string,
  findings: Findings,
): void {
  if (!('value' in actual)) return;
  const ours = dataIndices(actual.value);
  for (const [i, keys] of dataIndices(expected).entries()) {
    if (keys !== ours[i]) findings.differs(place, `data_idx expected in the order ${keys}`);
  }
}

/** Keys of all data indices inside elements, in order. */
function dataIndices(value: PyValue): string[] {
  const found: string[] = [];
  const visit = (item: PyValue): void => {
    if (isList(item)) for (const inner of item) visit(inner);
    if (!isDict(item)) return;
    const data = item.get('data_idx');
    if (isDict(data)) found.push([...data.keys()].join(' '));
    for (const key of ['iterations', 'actions']) visit(item.get(key) ?? null);
    if (!item.has('index')) for (const inner of item.values()) visit(inner);
  };
  visit(value);
  return found;
}

/** `get_task_elements`: all elements of each task, by the count hpcflow has for it. */
export async function compareTaskElements(
  expected: PyValue,
  context: ElementContext,
): Promise<void> {
  const { store, structure, findings } = context;
  const place = 'get_task_elements';
  if (!isList(expected) || expected.length !== structure.insertIds.length) {
    findings.differs(place, `one list per task expected, there are ${structure.insertIds.length}`);
    return;
  }
  for (const [taskIdx, elements] of expected.entries()) {
    const stop = await store.countTaskElements(taskIdx, structure.insertIds[taskIdx] ?? 0);
    const selection = { start: 0, stop, step: 1 };
    await compareSelection(elements, taskIdx, selection, `${place}.${taskIdx}`, context);
  }
}

/** `get_task_elements_slices`: single selections. */
export async function compareSlices(expected: PyValue, context: ElementContext): Promise<void> {
  const place = 'get_task_elements_slices';
  if (!isList(expected)) {
    context.findings.differs(place, 'is no list');
    return;
  }
  for (const [i, entry] of expected.entries()) {
    const taskIdx = isDict(entry) ? entry.get('task_idx') : undefined;
    const parts = isDict(entry) ? entry.get('selection') : undefined;
    const [start, stop, step] = isList(parts) ? parts : [];
    const areNumbers =
      typeof start === 'number' && typeof stop === 'number' && typeof step === 'number';
    if (!isDict(entry) || typeof taskIdx !== 'number' || !areNumbers) {
      context.findings.differs(`${place}.${i}`, 'is no selection of a task');
      continue;
    }
    const raises = entry.get('raises');
    const result = raises === undefined ? (entry.get('result') ?? null) : dict({ raises });
    const selection = { start, stop, step };
    await compareSelection(result, taskIdx, selection, `${place}.${i}`, context);
  }
}
