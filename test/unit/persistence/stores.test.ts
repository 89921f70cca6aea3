import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { JSONPersistentStore } from '../../../electron/persistence/json-persistent-store.ts';
import { PyFloat, type PyValue } from '../../../electron/persistence/values.ts';
import { ZarrPersistentStore } from '../../../electron/persistence/zarr-persistent-store.ts';
import { parameterStudy } from '../../../electron/sample/parameter-study.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
} from '../shared-workflows.ts';
import { readEverything } from './read-everything.ts';
import { rewrite } from './rewrite-document.ts';
import { ALL, opened, STORE_NAMES, smallWorkflow, task, writtenFolder } from './small-workflow.ts';
import { storeSuite } from './store-suite.ts';
import { treeSnapshot } from './tree-snapshot.ts';

storeSuite(
  'JSONPersistentStore',
  {
    storeName: 'json',
    write: (workflow) => writtenFolder(smallWorkflow(workflow), 'json'),
    open: (path) => JSONPersistentStore.open({ path, isInBatch: false }),
  },
  {
    features: {
      jobscript_parallelism: false,
      EAR_parallelism: false,
      schedulers: true,
      submission: true,
    },
    indexError: 'KeyError',
    hasNegativeIndices: false,
    refusesEmptySelection: false,
    documentFile: 'metadata.json',
  },
);

storeSuite(
  'ZarrPersistentStore',
  {
    storeName: 'zarr',
    write: (workflow) => writtenFolder(smallWorkflow(workflow), 'zarr'),
    open: (path) => ZarrPersistentStore.open({ path, isInBatch: false }),
  },
  {
    features: {
      jobscript_parallelism: true,
      EAR_parallelism: true,
      schedulers: true,
      submission: true,
    },
    indexError: 'BoundsCheckError',
    hasNegativeIndices: true,
    refusesEmptySelection: true,
    documentFile: '.zattrs',
  },
);

describe('members of the JSON store alone', () => {
  const written = async (): Promise<JSONPersistentStore> => {
    const path = await writtenFolder(
      smallWorkflow({ tasks: [task(4, 1), task(1, 2)], values: [new PyFloat(1), undefined] }),
      'json',
    );
    return JSONPersistentStore.open({ path, isInBatch: false });
  };

  test('load, loadMetadata, loadSubmissions, loadParameterData', async () => {
    const store = await written();
    const parameters = new Map<string, PyValue>([
      [
        '0',
        new Map<string, PyValue>([
          ['data', new PyFloat(1)],
          [
            'type_lookup',
            new Map<string, PyValue>([
              ['tuples', []],
              ['sets', []],
            ]),
          ],
        ]),
      ],
      ['1', null],
    ]);
    expect(await store.loadParameterData()).toEqual(parameters);
    expect(await store.loadSubmissions()).toEqual([]);
    const all = await store.load();
    expect([...all.keys()]).toEqual(['metadata', 'submissions', 'parameter_data']);
    expect(all.get('metadata')).toEqual(await store.loadMetadata());
    expect(all.get('parameter_data')).toEqual(parameters);
  });

  test('getTaskIdxFromInsertID', async () => {
    const store = await written();
    const found = await Promise.all([4, 1, 0].map((id) => store.getTaskIdxFromInsertID(id)));
    expect(found).toEqual([0, 1, undefined]);
  });

  test('a file that is missing makes it no store', async () => {
    const path = await writtenFolder(smallWorkflow(), 'json');
    expect(readdirSync(path).sort()).toEqual([
      'metadata.json',
      'parameters.json',
      'submissions.json',
    ]);
    expect(await ZarrPersistentStore.pathHasStore(path)).toBe(false);
  });
});

describe('reading never changes the folder', () => {
  test.each(STORE_NAMES)('a generated %s workflow', async (name) => {
    const path = await writtenFolder(parameterStudy({ elements: 20, iterations: 2 }), name);
    const before = treeSnapshot(path);
    await readEverything(await opened(path, name));
    expect(treeSnapshot(path)).toEqual(before);
  });

  test('the snapshot sees a change', async () => {
    const path = await writtenFolder(smallWorkflow(), 'json');
    const before = treeSnapshot(path);
    rewrite(path, 'metadata.json', 'num_added_tasks', 1);
    expect(treeSnapshot(path)).not.toEqual(before);
  });

  test.skipIf(!hasSharedWorkflows)(
    'real workflows of both stores',
    async () => {
      for (const name of sharedWorkflowNames('gen1-a50-')) {
        const path = sharedWorkflowPath(name);
        const before = treeSnapshot(path);
        await readEverything(await opened(path, name.includes('-json-') ? 'json' : 'zarr'));
        expect(treeSnapshot(path), name).toEqual(before);
      }
    },
    60_000,
  );
});

describe('both stores', () => {
  test('say the same of the same workflow', async () => {
    const workflow = parameterStudy({ elements: 12, iterations: 3, failedPart: 0.3 });
    const [json, zarr] = await Promise.all(
      STORE_NAMES.map(async (name) =>
        readEverything(await opened(await writtenFolder(workflow, name), name)),
      ),
    );
    expect(zarr).toEqual(json);
    expect(json?.elements.flat().length).toBe(12);
  });

  test('a workflow behind a link is read', async () => {
    const { symlinkSync } = await import('node:fs');
    for (const name of STORE_NAMES) {
      const path = await writtenFolder(smallWorkflow(), name);
      const link = join(path, '..', 'link');
      symlinkSync(path, link);
      expect((await (await opened(link, name)).getTaskElements(0, 0, ALL)).length).toBe(2);
    }
  });
});
