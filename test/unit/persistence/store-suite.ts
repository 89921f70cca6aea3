import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PersistentStore } from '../../../electron/persistence/persistent-store.ts';
import type { ElementRecord } from '../../../electron/persistence/records.ts';
import { storeClsFromPath, storeClsFromStr } from '../../../electron/persistence/store-classes.ts';
import { StoreException } from '../../../electron/persistence/store-errors.ts';
import {
  isDict,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from '../../../electron/persistence/values.ts';
import { rewrite } from './rewrite-document.ts';
import { ALL, iteration, type SmallWorkflow, smallWorkflow, task } from './small-workflow.ts';

/** What a store can do that another cannot. */
export interface StoreCapabilities {
  readonly features: PersistentStore['features'];
  /** Python error for an index that is not there. */
  readonly indexError: 'KeyError' | 'BoundsCheckError';
  /** Negative indices count from the end. */
  readonly hasNegativeIndices: boolean;
  /** A selection without iterations is an error. */
  readonly refusesEmptySelection: boolean;
  /** File with the workflow's metadata. */
  readonly documentFile: string;
}

/** Writes a workflow and opens it. */
export interface StoreFactory {
  readonly storeName: 'json' | 'zarr';
  write(workflow: SmallWorkflow): Promise<string>;
  open(path: string): Promise<PersistentStore>;
}

/** Python error and code that a call ends in. */
async function errorOf(call: () => Promise<unknown>): Promise<string> {
  const error: unknown = await call().then(
    () => 'no error',
    (thrown: unknown) => thrown,
  );
  return error instanceof StoreException
    ? `${error.pythonName} ${error.error.code}`
    : String(error);
}

const TIME_US = Date.parse('2023-05-01T10:00:00Z') * 1000 + 123456;

const WORKFLOW: SmallWorkflow = {
  tasks: [
    {
      insertId: 1,
      elements: [
        {
          iterations_idx: [0, 2],
          es_idx: 0,
          seq_idx: { 'inputs.p1': 0 },
          src_idx: { 'inputs.p1': 1 },
        },
        { iterations_idx: [1, 3], es_idx: 1, seq_idx: {}, src_idx: {} },
      ],
      iterations: [
        iteration(0, { loop_idx: { outer: 0 } }),
        iteration(1, { loop_idx: { outer: 0 }, EARs_initialised: false, actions: new Map() }),
        iteration(2, {
          loop_idx: { outer: 1 },
          actions: new Map([
            [
              3,
              [
                {
                  index: 1,
                  metadata: {
                    submission_idx: 0,
                    success: null,
                    start_time: TIME_US,
                    end_time: TIME_US + 1,
                  },
                  data_idx: { 'outputs.p2': 3 },
                },
                {
                  index: 2,
                  metadata: {
                    submission_idx: 0,
                    success: null,
                    start_time: TIME_US,
                    end_time: null,
                  },
                  data_idx: {},
                },
              ],
            ],
          ]),
        }),
        iteration(3, { loop_idx: { outer: 1 }, actions: new Map() }),
      ],
    },
    task(0, 7),
  ],
  values: [
    1,
    new PyFloat(1),
    null,
    undefined,
    new Map<string, PyValue>([
      ['10', new PyTuple([1, new Map([['s', new PySet([2, 3])]])])],
      ['9', Number.NaN],
    ]),
  ],
  templateLoops: [
    { name: 'outer', task_insert_IDs: [1], num_iterations: 2, non_iterable_parameters: [] },
  ],
  loops: [{ num_added_iterations: 2, iterable_parameters: {} }],
  submissions: [
    {
      submission_attempts: [[0]],
      JS_parallelism: false,
      jobscripts: [
        {
          task_insert_IDs: [1],
          task_elements: { '10': [0], '9': [1, 0] },
          dependencies: { '0': { js_element_mapping: { '0': [0] }, is_array: true } },
          submit_time: '2023-05-01 10:00:00.123456',
          scheduler_job_ID: null,
        },
        { task_insert_IDs: [0], task_elements: {}, dependencies: {}, submit_time: null },
      ],
    },
  ],
};

/** What every store must do, over the same workflows. */
export function storeSuite(name: string, factory: StoreFactory, can: StoreCapabilities): void {
  const written = async (workflow = WORKFLOW): Promise<PersistentStore> =>
    factory.open(await factory.write(workflow));

  describe(name, () => {
    test('opening: open, pathHasStore, exists, storeClsFromPath, storeClsFromStr', async () => {
      const path = await factory.write(WORKFLOW);
      const storeClass = await storeClsFromPath(path);
      expect(storeClass).toBe(storeClsFromStr(factory.storeName));
      expect(await storeClass.pathHasStore(path)).toBe(true);
      expect(await storeClass.pathHasStore(join(path, '..'))).toBe(false);
      expect(await storeClass.pathHasStore(join(path, 'nowhere'))).toBe(false);
      expect(await (await factory.open(path)).exists()).toBe(true);
      for (const wrong of [join(path, '..'), join(path, 'nowhere')]) {
        const notFound = 'WorkflowNotFoundError not-found';
        expect(await errorOf(() => factory.open(wrong))).toBe(notFound);
        expect(await errorOf(() => storeClsFromPath(wrong))).toBe(notFound);
      }
      expect(() => storeClsFromStr('hdf5')).toThrow('There is no store named “hdf5”.');
    });

    test('identity: storeName, features, storePath, workflowPath, workflow, hasPending', async () => {
      const path = await factory.write(WORKFLOW);
      const store = await factory.open(path);
      expect(store.storeName).toBe(factory.storeName);
      expect(store.features).toEqual(can.features);
      expect([store.storePath, store.workflowPath]).toEqual([path, path]);
      expect(store.workflow).toEqual({ path, isInBatch: false });
      expect(store.hasPending).toBe(false);
    });

    test('documents: getCreationInfo, tsFmt, getTemplate, getTemplateComponents, getLoops, getNumAddedTasks, rootKeys', async () => {
      const store = await written();
      const { creationInfo, template, templateComponents, loops } = smallWorkflow(WORKFLOW);
      expect(await store.getCreationInfo()).toEqual(creationInfo);
      expect(await store.tsFmt()).toBe('%Y-%m-%d %H:%M:%S.%f');
      expect(await store.getTemplate()).toEqual(template);
      expect(await store.getTemplateComponents()).toEqual(templateComponents);
      expect(await store.getLoops()).toEqual(loops);
      expect(await store.getNumAddedTasks()).toBe(2);
      const metadata = await store.loadMetadata();
      expect(metadata.get('template')).toEqual(template);
      expect(await store.rootKeys()).toEqual([...metadata.keys()]);
      expect(metadata.get('loops')).toEqual(loops);
    });

    test('getSubmissions: times are times, the keys of task_elements integers', async () => {
      const [submission, ...others] = await (await written()).getSubmissions();
      expect(others).toEqual([]);
      expect(submission?.fields).toEqual(
        new Map<string, PyValue>([
          ['submission_attempts', [[0]]],
          ['JS_parallelism', false],
        ]),
      );
      const [first, second] = submission?.jobscripts ?? [];
      expect(first?.submit_time).toBe(TIME_US);
      expect(second?.submit_time).toBeNull();
      expect([...(first?.task_elements ?? [])].sort(([a], [b]) => a - b)).toEqual([
        [9, [1, 0]],
        [10, [0]],
      ]);
      const dependencies = first?.fields.get('dependencies');
      expect(isDict(dependencies) && [...dependencies.keys()]).toEqual(['0']);
      expect(first?.fields.has('submit_time')).toBe(false);
    });

    test('getAllTasksMetadata and countTaskElements: in template order', async () => {
      const store = await written();
      expect(await store.getAllTasksMetadata()).toEqual([
        { num_elements: 2, num_element_iterations: 4, num_EARs: 3 },
        { num_elements: 7, num_element_iterations: 7, num_EARs: 7 },
      ]);
      expect(await store.countTaskElements(0, 1)).toBe(2);
      expect(await store.countTaskElements(1, 0)).toBe(7);
    });

    test('getTaskElements: whole elements with their iterations and runs', async () => {
      const store = await written();
      const elements = await store.getTaskElements(0, 1, ALL, true);
      const described = WORKFLOW.tasks?.[0];
      expect(elements).toEqual(
        described?.elements.map((element, index) => ({
          ...element,
          index,
          iterations: element.iterations_idx.map((at) => ({
            ...described.iterations[at],
            index: at,
          })),
        })),
      );
      const [run] = elements[0]?.iterations[1]?.actions.get(3) ?? [];
      expect(run?.metadata).toEqual({
        submission_idx: 0,
        success: null,
        start_time: TIME_US,
        end_time: TIME_US + 1,
      });
    });

    test('getTaskElements: without keepIterationsIdx there is no iterations_idx', async () => {
      const store = await written();
      for (const element of await store.getTaskElements(0, 1, ALL)) {
        expect('iterations_idx' in element).toBe(false);
      }
    });

    test.each([
      [{ start: 1, stop: 4, step: 1 }, [1, 2, 3]],
      [{ start: 0, stop: 7, step: 3 }, [0, 3, 6]],
      [{ start: 5, stop: 100, step: 1 }, [5, 6]],
      [{ start: 6, stop: 7, step: 9 }, [6]],
    ])('getTaskElements, getTaskElementsIslice: %j', async (selection, expected) => {
      const store = await written();
      const elements = await store.getTaskElements(1, 0, selection);
      expect(elements.map(({ index }) => index)).toEqual(expected);
      expect(elements.map(({ seq_idx }) => seq_idx['inputs.p1'])).toEqual(expected);
      const single: ElementRecord[] = [];
      for await (const element of store.getTaskElementsIslice(1, 0, selection))
        single.push(element);
      expect(single).toEqual(elements);
    });

    test('getTaskElements: selections that hpcflow refuses', async () => {
      const store = await written();
      const refused = (start: number, stop: number, step: number): Promise<string> =>
        errorOf(() => store.getTaskElements(1, 0, { start, stop, step }));
      const negative = 'NotImplementedError unsupported-operation';
      expect(await refused(-1, 5, 1)).toBe(negative);
      expect(await refused(0, -1, 1)).toBe(negative);
      expect(await refused(5, 0, -1)).toBe(negative);
      expect(await refused(0, 5, 0)).toBe('ValueError invalid-request');
      expect(await refused(0, 1.5, 1)).toBe('TypeError invalid-request');
      expect(await refused(Number.NaN, 5, 1)).toBe('TypeError invalid-request');
      expect(await errorOf(() => store.getTaskElements(7, 77, ALL))).toBe(
        'IndexError invalid-request',
      );
      const empty = can.refusesEmptySelection ? 'ValueError invalid-request' : 'no error';
      expect(await refused(3, 3, 1)).toBe(empty);
      expect(await refused(50, 60, 1)).toBe(empty);
    });

    test('taskElementBatches: the same elements, in order', async () => {
      const many = task(0, 620);
      const store = await written({ ...WORKFLOW, tasks: [many] });
      const found: ElementRecord[] = [];
      const sizes: number[] = [];
      for await (const batch of store.taskElementBatches(0, 0)) {
        found.push(...batch);
        sizes.push(batch.length);
      }
      expect(found).toEqual(await store.getTaskElements(0, 0, ALL));
      expect(found.length).toBe(620);
      expect(sizes.length).toBeGreaterThan(1);
    });

    test('getParameterData, getAllParameterData: set to None is not unset', async () => {
      const store = await written();
      const expected = (WORKFLOW.values ?? []).map((value) => [value !== undefined, value ?? null]);
      const all = await store.getAllParameterData();
      expect([...all.keys()]).toEqual([0, 1, 2, 3, 4]);
      expect([...all.values()]).toEqual(expected);
      for (const index of all.keys()) {
        expect(await store.getParameterData(index)).toEqual(expected[index]);
      }
      const [, nested] = await store.getParameterData(4);
      expect(isDict(nested) && [...nested.keys()]).toEqual(['10', '9']);
    });

    test('isParameterSet, areParametersSet', async () => {
      const store = await written();
      const flags = await store.areParametersSet(Uint32Array.of(0, 3, 2, 99, 3, 4));
      expect([...flags]).toEqual([1, 0, 1, 0, 0, 1]);
      const single = await Promise.all([0, 1, 2, 3, 4].map((index) => store.isParameterSet(index)));
      expect(single).toEqual([true, true, true, false, true]);
    });

    test('getParameterSource, getParameterSources, parameterIndices', async () => {
      const store = await written();
      const expected = smallWorkflow(WORKFLOW).parameters.map(({ source }) => source);
      const indices = await store.parameterIndices();
      expect([...indices]).toEqual([0, 1, 2, 3, 4]);
      expect(await store.getParameterSources(indices)).toEqual(expected);
      expect(await store.getParameterSources(Uint32Array.of(4, 99))).toEqual([
        expected[4],
        undefined,
      ]);
      expect(await store.getParameterSource(2)).toEqual(expected[2]);
    });

    test('checkParametersExist: one and many', async () => {
      const store = await written();
      expect(await store.checkParametersExist([0, 4, 5, -1])).toEqual([true, true, false, false]);
      expect(await store.checkParametersExist(4)).toBe(true);
      expect(await store.checkParametersExist(5)).toBe(false);
      expect(await store.checkParametersExist([])).toEqual([]);
    });

    test('an index that is not there: hpcflow’s own error', async () => {
      const store = await written();
      const calls = [
        (index: number) => store.getParameterData(index),
        (index: number) => store.getParameterSource(index),
        (index: number) => store.isParameterSet(index),
      ];
      for (const call of calls) {
        expect(await errorOf(() => call(5))).toBe(`${can.indexError} not-found`);
        expect(await errorOf(() => call(2 ** 32))).toBe(`${can.indexError} not-found`);
        expect(await errorOf(() => call(0.5))).toBe(`${can.indexError} not-found`);
        const negative = can.hasNegativeIndices ? 'no error' : 'KeyError not-found';
        expect(await errorOf(() => call(-1))).toBe(negative);
        expect(await errorOf(() => call(-6))).toBe(`${can.indexError} not-found`);
      }
      if (!can.hasNegativeIndices) return;
      expect(await store.getParameterData(-1)).toEqual(await store.getParameterData(4));
      expect(await store.getParameterSource(-5)).toEqual(await store.getParameterSource(0));
    });

    test('cachedLoad: reads once, nested ones share it, the end drops it', async () => {
      const path = await factory.write(WORKFLOW);
      const store = await factory.open(path);
      const added = (): Promise<number> => store.getNumAddedTasks();
      await store.cachedLoad(async () => {
        expect(await added()).toBe(2);
        rewrite(path, can.documentFile, 'num_added_tasks', 9);
        expect(await added()).toBe(2);
        expect(await store.cachedLoad(added)).toBe(2);
        expect(await added()).toBe(2);
      });
      expect(await added()).toBe(9);
      await expect(store.cachedLoad(() => Promise.reject(new Error('inner')))).rejects.toThrow(
        'inner',
      );
      rewrite(path, can.documentFile, 'num_added_tasks', 10);
      expect(await added()).toBe(10);
    });

    test('isModifiedOnDisk: only inside cachedLoad, only for the structure', async () => {
      const path = await factory.write(WORKFLOW);
      const store = await factory.open(path);
      await store.getTemplate();
      rewrite(path, can.documentFile, 'num_added_tasks', 3);
      expect(await store.isModifiedOnDisk()).toBe(false);
      await store.cachedLoad(async () => {
        expect(await store.isModifiedOnDisk()).toBe(false);
        // Written again with the same content.
        rewrite(path, can.documentFile, 'num_added_tasks', 3);
        expect(await store.isModifiedOnDisk()).toBe(false);
        rewrite(path, can.documentFile, 'tasks', []);
        expect(await store.isModifiedOnDisk()).toBe(factory.storeName === 'zarr');
        rewrite(path, can.documentFile, 'num_added_tasks', 4);
        expect(await store.isModifiedOnDisk()).toBe(true);
      });
      expect(await store.isModifiedOnDisk()).toBe(false);
    });

    test('a workflow without tasks, parameters and submissions', async () => {
      const store = await written({ tasks: [], values: [] });
      expect(await store.getAllTasksMetadata()).toEqual([]);
      expect(await store.getSubmissions()).toEqual([]);
      expect(await store.getAllParameterData()).toEqual(new Map());
      expect(await store.parameterIndices()).toEqual(new Uint32Array());
      expect(await store.checkParametersExist(0)).toBe(false);
    });
  });
}
