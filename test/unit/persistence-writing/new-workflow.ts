import { JSONPersistentStore } from '../../../electron/persistence/json-persistent-store.ts';
import type { PersistentStore } from '../../../electron/persistence/persistent-store.ts';
import type { StoreOptions } from '../../../electron/persistence/store-options.ts';
import type { PyDict } from '../../../electron/persistence/values.ts';
import { ZarrPersistentStore } from '../../../electron/persistence/zarr-persistent-store.ts';
import { type Plain, toDict } from '../../../electron/sample/plain.ts';

export const STORES = { json: JSONPersistentStore, zarr: ZarrPersistentStore } as const;
export type StoreName = keyof typeof STORES;
export const STORE_NAMES = ['json', 'zarr'] as const;

/** Quick and without waiting, unless a test says otherwise. */
export const QUICK: StoreOptions = { isSynced: false, retry: { waitsMs: [] } };

export const CREATION_INFO = {
  app_info: { name: 'hpcFlow', version: '0.2.0a50', python_version: '3.11.2', is_frozen: false },
  create_time: '2023-05-01 10:00:00.123456',
  ts_fmt: '%Y-%m-%d %H:%M:%S.%f',
  ts_name_fmt: '%Y-%m-%d_%H%M%S',
};

export function emptyWorkflow(workflowPath: string, over: { replacedDir?: string } = {}) {
  return {
    template: toDict({ name: 'small', workflow: null, resources: {}, tasks: [], loops: [] }),
    templateComponents: toDict({}),
    workflowPath,
    creationInfo: toDict(CREATION_INFO),
    ...over,
  };
}

/** An open store with its own batch flag. */
export interface OpenStore {
  readonly store: PersistentStore;
  readonly path: string;
  readonly context: { path: string; isInBatch: boolean };
}

export async function opened(
  path: string,
  name: StoreName,
  options: StoreOptions = QUICK,
): Promise<OpenStore> {
  const context = { path, isInBatch: false };
  return { store: await STORES[name].open(context, options), path, context };
}

export const task = (insertId: number): PyDict =>
  toDict({ insert_ID: insertId, dir_name: `task_${insertId}_t`, schemas: [], element_sets: [] });

export const elementSet = (start: number, stop: number): PyDict =>
  toDict({ inputs: [], sequences: [], _element_local_idx_range: [start, stop] });

export const element = (iterations: readonly number[], es = 0): PyDict =>
  toDict({
    iterations_idx: iterations,
    es_idx: es,
    seq_idx: { 'inputs.p1': iterations[0] ?? 0 },
    src_idx: { 'inputs.p1': 0 },
  });

export const iteration = (globalIdx: number, loopIdx: { [name: string]: Plain } = {}): PyDict =>
  toDict({
    global_idx: globalIdx,
    data_idx: { 'inputs.p1': 0, 'outputs.p2': 1 },
    EARs_initialised: false,
    actions: {},
    schema_parameters: ['inputs.p1', 'outputs.p2'],
    loop_idx: loopIdx,
  });

export const run = (index: number): PyDict =>
  toDict({
    index,
    metadata: { submission_idx: null, success: null, start_time: null, end_time: null },
    data_idx: { 'outputs.p2': 1, 'inputs.p1': 0 },
  });

export const submission = (): PyDict =>
  toDict({
    submission_attempts: [],
    JS_parallelism: true,
    jobscripts: [
      {
        task_insert_IDs: [0],
        task_elements: { '0': [0, 1] },
        EAR_idx: [[0, 1]],
        dependencies: {},
        submit_time: null,
        scheduler_job_ID: null,
        version_info: null,
      },
    ],
  });

export const source = (over: { [key: string]: Plain } = {}): PyDict =>
  toDict({ type: 'local_input', task_insert_ID: 0, element_set_idx: 0, ...over });

export const ALL = { start: 0, stop: 1000, step: 1 };

/** A task with two elements of one iteration each, which have one run of action 1. */
export async function addSmallTask(store: PersistentStore, insertId = 0): Promise<void> {
  await store.addEmptyTask(insertId, task(insertId));
  await store.addElementSet(insertId, elementSet(0, 2));
  await store.addElements(
    insertId,
    insertId,
    [element([0]), element([1])],
    [iteration(0), iteration(1)],
  );
  for (const index of [0, 1]) {
    await store.addEARs(insertId, insertId, index, new Map([[1, [run(index)]]]), new Map());
  }
}
