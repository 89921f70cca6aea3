import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { JSONPersistentStore } from '../../../electron/persistence/json-persistent-store.ts';
import type { PersistentStore } from '../../../electron/persistence/persistent-store.ts';
import { isArrayHandle, PyFloat, PySet, PyTuple } from '../../../electron/persistence/values.ts';
import type { Gen1Workflow } from '../../../electron/persistence/workflow-records.ts';
import { ZarrPersistentStore } from '../../../electron/persistence/zarr-persistent-store.ts';
import { writeGen1 } from '../../../electron/sample/gen1-writer.ts';
import { MemoryArray } from '../../../electron/sample/memory-array.ts';
import { parameterStudy } from '../../../electron/sample/parameter-study.ts';
import { toDict } from '../../../electron/sample/plain.ts';
import { temporaryFolder } from './temporary-folder.ts';

const STORES = { json: JSONPersistentStore, zarr: ZarrPersistentStore } as const;
type StoreName = keyof typeof STORES;

async function written(workflow: Gen1Workflow, store: StoreName): Promise<PersistentStore> {
  const path = join(temporaryFolder(), 'w');
  await writeGen1(path, workflow, store);
  return STORES[store].open({ path, isInBatch: false });
}

/** Everything the store says of its elements and parameters. */
async function contentOf(store: PersistentStore) {
  const [task] = await store.getAllTasksMetadata();
  const slice = { start: 0, stop: task?.num_elements ?? 0, step: 1 };
  const indices = [...(await store.parameterIndices())];
  return {
    template: await store.getTemplate(),
    components: await store.getTemplateComponents(),
    loops: await store.getLoops(),
    submissions: await store.getSubmissions(),
    task,
    elements: await store.getTaskElements(0, 0, slice, true),
    parameters: await store.getAllParameterData(),
    sources: await Promise.all(indices.map((index) => store.getParameterSource(index))),
  };
}

describe('a written workflow', () => {
  const workflow = parameterStudy({ elements: 30, iterations: 3, failedPart: 0.2 });

  test.each(['json', 'zarr'] as const)('is read from %s as it was described', async (name) => {
    const { task, elements, parameters, sources } = await contentOf(await written(workflow, name));
    expect(task).toEqual({ num_elements: 30, num_element_iterations: 90, num_EARs: 90 });
    const [described] = workflow.tasks;
    for (const { index, iterations, ...element } of elements) {
      expect(described?.elements[index]).toMatchObject(element);
      for (const iteration of iterations) {
        const written = described?.iterations[iteration.index];
        expect(iteration).toEqual({ ...written, index: iteration.index });
        // Their order means something (FORMATS §6.6).
        const paths = Object.keys(written?.data_idx ?? {});
        expect(Object.keys(iteration.data_idx)).toEqual(paths);
      }
    }
    expect([...parameters.values()]).toEqual(
      workflow.parameters.map(({ value }) => [value !== undefined, value ?? null]),
    );
    expect(sources).toEqual(workflow.parameters.map(({ source }) => source));
  });

  test('is the same in both stores', async () => {
    const [json, zarr] = await Promise.all([
      written(workflow, 'json').then(contentOf),
      written(workflow, 'zarr').then(contentOf),
    ]);
    expect(zarr).toEqual(json);
  });

  test('leaves nothing beside itself, and takes no folder that is there', async () => {
    const folder = temporaryFolder();
    await writeGen1(join(folder, 'w'), workflow, 'json');
    expect(readdirSync(folder)).toEqual(['w']);
    await expect(writeGen1(join(folder, 'w'), workflow, 'zarr')).rejects.toMatchObject({
      error: { code: 'refused' },
    });
    expect(readdirSync(join(folder, 'w')).sort()).toEqual([
      'metadata.json',
      'parameters.json',
      'submissions.json',
    ]);
  });
});

describe('a written value', () => {
  const study = parameterStudy({ elements: 1, hasRun: false });
  const source = toDict({ type: 'local_input', task_insert_ID: 0, element_set_idx: 0 });
  const withValue = (value: Gen1Workflow['parameters'][number]['value']): Gen1Workflow => ({
    ...study,
    parameters: [...study.parameters, value === undefined ? { source } : { source, value }],
  });
  const index = study.parameters.length;

  test.each(['json', 'zarr'] as const)('keeps its types in %s', async (name) => {
    const value = toDict({
      a: new PyTuple([1, new PyTuple([]), toDict({ x: new PySet([3, 4]) })]),
      n: null,
      f: new PyFloat(1),
      i: 1,
      big: 2n ** 60n,
      text: 'Größe\n"',
      nested: [[], [[new PyTuple([Number.NaN])]]],
    });
    const store = await written(withValue(value), name);
    expect(await store.getParameterData(index)).toEqual([true, value]);
  });

  test.each(['json', 'zarr'] as const)('set to None is set in %s', async (name) => {
    const store = await written(withValue(null), name);
    expect(await store.getParameterData(index)).toEqual([true, null]);
    const unset = await written(withValue(undefined), name);
    expect(await unset.getParameterData(index)).toEqual([false, null]);
  });

  test('may hold arrays in a Zarr store', async () => {
    const arrays = {
      plane: new MemoryArray('<f8', [3, 4], (at) => at / 3),
      bytes: new MemoryArray('|u1', [300], (at) => at % 256),
      point: new MemoryArray('<i4', [], () => -7),
      empty: new MemoryArray('<f4', [0, 3], () => 0),
    };
    const store = await written(withValue(toDict(arrays)), 'zarr');
    const [, value] = await store.getParameterData(index);
    for (const [name, array] of Object.entries(arrays)) {
      const read = value instanceof Map ? value.get(name) : undefined;
      expect(isArrayHandle(read) && { dtype: read.dtype, ...(await read.read()) }).toEqual({
        dtype: array.dtype,
        shape: array.shape,
        data: array.data,
      });
    }
  });

  test('must not hold arrays in a JSON store, but may hold lists of them', async () => {
    const array = new MemoryArray('<f8', [2, 2], (at) => at / 2);
    await expect(written(withValue(array), 'json')).rejects.toThrow('A JSON store cannot hold');
    const store = await written(withValue(array.toLists()), 'json');
    const lists = [
      [new PyFloat(0), 0.5],
      [new PyFloat(1), 1.5],
    ];
    expect(await store.getParameterData(index)).toEqual([true, lists]);
  });
});
