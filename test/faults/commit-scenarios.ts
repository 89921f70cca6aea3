import type { FileSteps } from '../../electron/files/file-steps.ts';
import { HeldArray } from '../../electron/persistence/held-array.ts';
import { openPersistentStore } from '../../electron/persistence/open-persistent-store.ts';
import type { PersistentStore } from '../../electron/persistence/persistent-store.ts';
import type { PyDict, PyValue } from '../../electron/persistence/values.ts';
import { toDict, toPy } from '../../electron/sample/plain.ts';

/** A store whose batch flag can be set. */
export interface Opened {
  readonly store: PersistentStore;
  readonly context: { path: string; isInBatch: boolean };
}

const SCHEMA = 'a1b2';

/** A value of its own for every parameter, with arrays where the store has them. */
function makeValue(store: PersistentStore, index: number): PyValue {
  if (store.storeName === 'json') return toPy({ value: index, list: [index, 'x'] });
  const items = Float64Array.from({ length: 20 }, (_, i) => i + index);
  return new Map<string, PyValue>([['array', new HeldArray('<f8', [4, 5], items)]]);
}

async function addInput(store: PersistentStore, task: number, seed: number): Promise<number> {
  const source = { type: 'local_input', task_insert_ID: task, element_set_idx: 0 };
  return store.addParameterData(makeValue(store, seed), toDict(source));
}

async function addOutput(store: PersistentStore, task: number, element: number): Promise<number> {
  const source = { type: 'EAR_output', task_insert_ID: task, element_idx: element, run_idx: 0 };
  return store.addUnsetParameterData(toDict(source));
}

const paths = ['inputs.p1', 'outputs.p2'];

function iterationOf(globalIdx: number, input: number, output: number, loops: PyDict): PyDict {
  const iteration = toDict({
    global_idx: globalIdx,
    data_idx: { 'inputs.p1': input, 'outputs.p2': output },
    EARs_initialised: false,
    actions: {},
    schema_parameters: paths,
  });
  return new Map([...iteration, ['loop_idx', loops]]);
}

async function addRun(
  store: PersistentStore,
  [index, insertId]: readonly [number, number],
  iteration: number,
  run: number,
  [input, output]: readonly [number, number],
): Promise<void> {
  const metadata = { submission_idx: null, success: null, start_time: null, end_time: null };
  const document = toDict({
    index: run,
    metadata,
    data_idx: { 'outputs.p2': output, 'inputs.p1': input },
  });
  const update = toDict({ EAR_idx: run, action_idx: 0, iteration_idx: iteration });
  await store.addEARs(
    index,
    insertId,
    iteration,
    new Map([[0, [document]]]),
    new Map([[output, update]]),
  );
}

/** Elements with a run each, in an element set of their own. */
export async function addElements(
  store: PersistentStore,
  [index, insertId]: readonly [number, number],
  [first, count]: readonly [number, number],
  elementSetIdx: number,
  firstIteration: number,
  range: readonly number[] = [first, first + count],
): Promise<void> {
  await store.addElementSet(index, toDict({ inputs: [], _element_local_idx_range: range }));
  const data: [number, number][] = [];
  for (let i = 0; i < count; i += 1) {
    const input = await addInput(store, insertId, first + i);
    data.push([input, await addOutput(store, insertId, first + i)]);
  }
  const element = (i: number): PyDict =>
    toDict({
      iterations_idx: [firstIteration + i],
      es_idx: elementSetIdx,
      seq_idx: { 'inputs.p1': i },
      src_idx: { 'inputs.p1': 0 },
    });
  await store.addElements(
    index,
    insertId,
    data.map((_, i) => element(i)),
    data.map(([input, output], i) =>
      iterationOf(insertId * 1000 + firstIteration + i, input, output, new Map()),
    ),
  );
  for (const [i, pair] of data.entries()) {
    await addRun(store, [index, insertId], firstIteration + i, firstIteration + i, pair);
  }
}

export async function addTask(store: PersistentStore, index: number, insertId: number) {
  await store.addTemplateComponents(
    toDict({ task_schemas: { [SCHEMA]: { objective: `t${insertId}` } } }),
  );
  const task = { insert_ID: insertId, dir_name: `task_${insertId}_t`, schemas: [`hash:${SCHEMA}`] };
  await store.addEmptyTask(index, toDict({ ...task, element_sets: [] }));
  await addElements(store, [index, insertId], [0, 3], 0, 0);
}

/** A loop over a task: its iterations so far are the first, each element gets another one. */
async function addLoop(store: PersistentStore, index: number, insertId: number, name: string) {
  const loop = { name, task_insert_IDs: [insertId], num_iterations: 2 };
  await store.addLoop([index], toDict(loop), toDict({}));
  for (let element = 0; element < 3; element += 1) {
    const output = await addOutput(store, insertId, element);
    const input = await addInput(store, insertId, element);
    const iteration = 3 + element;
    const loops = toDict({ [name]: 1 });
    await store.addElementIterations(
      index,
      insertId,
      [iterationOf(900 + iteration, input, output, loops)],
      new Map([[element, [iteration]]]),
    );
    await addRun(store, [index, insertId], iteration, iteration, [input, output]);
  }
  await store.updateLoopNumAddedIters((await store.getLoops()).length, 2);
}

async function addSubmission(store: PersistentStore, insertId: number): Promise<void> {
  const index = (await store.getSubmissions()).length;
  await store.addSubmission(
    toDict({
      submission_attempts: [],
      JS_parallelism: true,
      jobscripts: [
        {
          task_insert_IDs: [insertId],
          task_actions: [[insertId, 0, 0]],
          task_elements: { [insertId]: [0, 1, 2] },
          EARs: [0, 1, 2].map((i) => [
            [insertId, i, i],
            [i, 0, 0],
          ]),
          EAR_idx: [[0, 1, 2]],
          dependencies: {},
          submit_time: null,
          scheduler_job_ID: null,
          version_info: null,
        },
      ],
    }),
  );
  await store.setEARSubmissionIndices(
    index,
    [0, 1, 2].map((i) => [insertId, i, 0, 0] as const),
  );
}

/** Two tasks of three elements, one with a loop, a submission; everything resolves. */
export async function makeBase({ store, context }: Opened): Promise<void> {
  context.isInBatch = true;
  await addTask(store, 0, 0);
  await addTask(store, 1, 1);
  await store.commitPending();
  await addLoop(store, 1, 1, 'first');
  await addSubmission(store, 0);
  await store.commitPending();
}

/** The one with hundreds of changes of the disk, whatever the store. */
export const MANY_COMMITS = 'many commits';

type Scenario = (opened: Opened) => Promise<void>;

/** Ends with the commit of all that was made. */
const inBatch =
  (work: (store: PersistentStore) => Promise<void>): Scenario =>
  async ({ store, context }) => {
    context.isInBatch = true;
    await work(store);
    await store.commitPending();
  };

/** All kinds of changes, for one commit. */
export async function addEverything(store: PersistentStore): Promise<void> {
  await addTask(store, 2, 2);
  await addElements(store, [0, 0], [3, 2], 1, 3);
  await addLoop(store, 2, 2, 'third');
  await addSubmission(store, 2);
  await store.setEARStart(2, 0, 0, 0);
}

/** Commits of every kind; each is carried out on the same workflow. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a new task': inBatch((store) => addTask(store, 2, 2)),
  'a task in front': inBatch((store) => addTask(store, 0, 2)),
  'more elements': inBatch((store) => addElements(store, [0, 0], [3, 2], 1, 3)),
  'a loop': inBatch((store) => addLoop(store, 0, 0, 'second')),
  'a submission with times': inBatch(async (store) => {
    await addSubmission(store, 1);
    await store.setJobscriptVersionInfo(0, 0, toPy({ shell_name: 'bash' }));
    await store.setJobscriptSubmitTime(0, 0, 1_683_000_000_000_000);
    await store.appendSubmissionAttempt(0, [0]);
    await store.setEARStart(0, 1, 0, 0);
    await store.setEAREnd(0, 1, 0, 0);
  }),
  'everything at once': inBatch(addEverything),
  'elements one by one': async ({ store, context }) => {
    context.isInBatch = false;
    // The element set is committed before it has elements.
    await addElements(store, [1, 1], [3, 2], 1, 6, [3, 3]);
  },
  [MANY_COMMITS]: async ({ store, context }) => {
    context.isInBatch = false;
    for (let i = 0; i < 16; i += 1) {
      await addElements(store, [0, 0], [3 + i, 1], 1 + i, 3 + i, [3 + i, 3 + i]);
    }
  },
  'values of parameters': async ({ store, context }) => {
    context.isInBatch = false;
    for (const index of [1, 3]) await store.setParameter(index, makeValue(store, index));
  },
};

/** Carries out a scenario on a workflow, with nothing that differs from one time to the next. */
export async function carryOutScenario(
  name: string,
  path: string,
  steps: FileSteps,
): Promise<void> {
  const work = SCENARIOS[name];
  if (work === undefined) throw new Error(`there is no scenario “${name}”`);
  const context = { path, isInBatch: false };
  const options = { steps, isSynced: false, now: () => 1_683_000_000_000_000 };
  await work({ store: await openPersistentStore(context, options), context });
}
