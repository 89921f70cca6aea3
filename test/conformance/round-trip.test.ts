import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareWorkflow, readTruth } from '../../electron/conformance/compare-workflow.ts';
import { encodeValue } from '../../electron/conformance/encode-value.ts';
import { openPersistentStore } from '../../electron/persistence/open-persistent-store.ts';
import type { PersistentStore } from '../../electron/persistence/persistent-store.ts';
import { readRecords } from '../../electron/persistence/read-records.ts';
import { storeClsFromStr } from '../../electron/persistence/store-classes.ts';
import { isDict, isList, type PyValue } from '../../electron/persistence/values.ts';
import type { Gen1Workflow } from '../../electron/persistence/workflow-records.ts';
import { writeRecords } from '../../electron/persistence/write-records.ts';
import { temporaryFolder } from '../unit/sample/temporary-folder.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
} from '../unit/shared-workflows.ts';

const OPTIONS = { isSynced: false, retry: { waitsMs: [] } };

async function openedAt(path: string): Promise<PersistentStore> {
  return openPersistentStore({ path, isInBatch: false });
}

/** Maps as sorted pairs: the two kinds of stores keep different orders of keys in documents. */
function unordered(value: PyValue): unknown {
  if (isList(value)) return value.map(unordered);
  if (!isDict(value)) return value;
  return new Map(
    [...value].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, unordered(item)]),
  );
}

/** Records with the items of their arrays, to be compared. */
async function contentOf(records: Gen1Workflow) {
  const parameters = [];
  for (const { source, value } of records.parameters) {
    const encoded = value === undefined ? 'unset' : await encodeValue(value);
    parameters.push({ source, value: encoded });
  }
  return {
    ...records,
    creationInfo: unordered(records.creationInfo),
    template: unordered(records.template),
    templateComponents: unordered(records.templateComponents),
    loops: records.loops.map(unordered),
    submissions: records.submissions.map(unordered),
    parameters,
  };
}

function holdsArrays(value: unknown): boolean {
  if (value instanceof Map) return value.has('__array__') || [...value.values()].some(holdsArrays);
  if (Array.isArray(value)) return value.some(holdsArrays);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsArrays);
}

describe.skipIf(!hasSharedWorkflows)('every real workflow, written again', () => {
  test.each(sharedWorkflowNames('gen1-'))('%s', async (name) => {
    const original = await openedAt(sharedWorkflowPath(name));
    const records = await readRecords(original);
    const content = await contentOf(records);
    const folder = temporaryFolder();

    // To its own kind of store: what hpcflow said of the original is true of the copy.
    const own = join(folder, 'own');
    await writeRecords(own, records, original.storeName, OPTIONS);
    const truth = readTruth(`${sharedWorkflowPath(name)}.truth.json`);
    expect((await compareWorkflow(own, truth)).differences).toEqual([]);
    expect(await contentOf(await readRecords(await openedAt(own)))).toEqual(content);

    // To the other kind: the same records, or an error before anything is written.
    const other = original.storeName === 'json' ? 'zarr' : 'json';
    const target = join(folder, 'other');
    const written = writeRecords(target, records, other, OPTIONS);
    if (other === 'json' && holdsArrays(content.parameters)) {
      await expect(written).rejects.toMatchObject({ pythonName: 'ValueError' });
      expect(existsSync(target)).toBe(false);
      return;
    }
    await written;
    const copy = await openedAt(target);
    expect(copy).toBeInstanceOf(storeClsFromStr(other));
    expect(await contentOf(await readRecords(copy))).toEqual(content);
  });
});
