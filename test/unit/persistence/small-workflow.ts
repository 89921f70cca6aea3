import { join } from 'node:path';
import { JSONPersistentStore } from '../../../electron/persistence/json-persistent-store.ts';
import type { PersistentStore } from '../../../electron/persistence/persistent-store.ts';
import type { PyValue } from '../../../electron/persistence/values.ts';
import type {
  Gen1Iteration,
  Gen1Task,
  Gen1Workflow,
} from '../../../electron/persistence/workflow-records.ts';
import { ZarrPersistentStore } from '../../../electron/persistence/zarr-persistent-store.ts';
import { writeGen1 } from '../../../electron/sample/gen1-writer.ts';
import { type Plain, toDict, toPy } from '../../../electron/sample/plain.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';

export const STORES = { json: JSONPersistentStore, zarr: ZarrPersistentStore } as const;
export type StoreName = keyof typeof STORES;
export const STORE_NAMES = ['json', 'zarr'] as const;

/** An iteration with one run of action 0. */
export function iteration(run: number, over: Partial<Gen1Iteration> = {}): Gen1Iteration {
  return {
    global_idx: run * 2,
    data_idx: { 'inputs.p1': 0, 'outputs.p2': 1 },
    EARs_initialised: true,
    schema_parameters: ['inputs.p1', 'outputs.p2'],
    loop_idx: {},
    actions: new Map([
      [
        0,
        [
          {
            index: run,
            metadata: { submission_idx: null, success: null, start_time: null, end_time: null },
            data_idx: { 'outputs.p2': 1, 'inputs.p1': 0 },
          },
        ],
      ],
    ]),
    ...over,
  };
}

/** A task with so many elements of one iteration each. */
export function task(insertId: number, elements: number): Gen1Task {
  return {
    insertId,
    elements: Array.from({ length: elements }, (_, index) => ({
      iterations_idx: [index],
      es_idx: 0,
      seq_idx: { 'inputs.p1': index },
      src_idx: { 'inputs.p1': 0 },
    })),
    iterations: Array.from({ length: elements }, (_, index) => iteration(index)),
  };
}

export interface SmallWorkflow {
  readonly tasks?: readonly Gen1Task[];
  /** Values by index; `undefined` is unset. */
  readonly values?: readonly (PyValue | undefined)[];
  readonly tsFmt?: string;
  readonly templateLoops?: readonly Plain[];
  readonly loops?: readonly { readonly [key: string]: Plain }[];
  readonly submissions?: readonly { readonly [key: string]: Plain }[];
}

/** A workflow of plain records, with as little in it as a store can do with. */
export function smallWorkflow(options: SmallWorkflow = {}): Gen1Workflow {
  const { tasks = [task(0, 2)], values = [1, undefined], templateLoops = [] } = options;
  return {
    creationInfo: toDict({
      app_info: { name: 'hpcFlow', version: '0.2.0a50' },
      create_time: '2023-05-01 10:00:00.123456',
      ts_fmt: options.tsFmt ?? '%Y-%m-%d %H:%M:%S.%f',
      ts_name_fmt: '%Y-%m-%d_%H%M%S',
    }),
    template: toDict({
      name: 'small',
      workflow: null,
      resources: {},
      tasks: tasks.map(({ insertId }) => ({
        insert_ID: insertId,
        dir_name: `task_${insertId}_t`,
        schemas: [],
        element_sets: [],
      })),
      loops: toPy(templateLoops),
    }),
    templateComponents: toDict({ parameters: {}, task_schemas: {} }),
    loops: (options.loops ?? []).map(toDict),
    submissions: (options.submissions ?? []).map(toDict),
    numAddedTasks: tasks.length,
    tasks,
    parameters: values.map((value, index) => ({
      source: toDict({ element_set_idx: index, task_insert_ID: 0, type: 'local_input' }),
      ...(value === undefined ? {} : { value }),
    })),
  };
}

/** Writes a workflow into a folder of its own. */
export async function writtenFolder(workflow: Gen1Workflow, store: StoreName): Promise<string> {
  const path = join(temporaryFolder(), 'w');
  await writeGen1(path, workflow, store);
  return path;
}

export async function opened(path: string, store: StoreName): Promise<PersistentStore> {
  return STORES[store].open({ path, isInBatch: false });
}

export async function written(options: SmallWorkflow, store: StoreName): Promise<PersistentStore> {
  return opened(await writtenFolder(smallWorkflow(options), store), store);
}

export const ALL = { start: 0, stop: 1_000_000, step: 1 };
