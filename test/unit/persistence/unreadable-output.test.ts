import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZarrPersistentStore } from '../../../electron/persistence/zarr-persistent-store.ts';
import type { Problem } from '../../../shared/contract/errors.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../shared-workflows.ts';

/** Output of the first of its three runs, which set it. */
const OUTPUT = 3;

describe.skipIf(!hasSharedWorkflows)('an output whose chunk cannot be read', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-output-'));
    cpSync(sharedWorkflowPath('gen1-a40-zarr-fail'), folder, { recursive: true });
    writeFileSync(join(folder, 'parameter_data', 'base', String(OUTPUT)), 'xx');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is told as a problem and taken as set, so that no failure is inferred', async () => {
    const store = await ZarrPersistentStore.open({ path: folder, isInBatch: false });
    const problems: Problem[] = [];
    const flags = await store.areParametersSet(Uint32Array.of(2, OUTPUT, 5, 999), (problem) =>
      problems.push(problem),
    );
    expect([...flags]).toEqual([1, 1, 0, 0]);
    expect(problems.map(({ file }) => file)).toEqual([`parameter_data/base/${OUTPUT}`]);
  });

  it('is thrown where nobody listens for problems', async () => {
    const store = await ZarrPersistentStore.open({ path: folder, isInBatch: false });
    await expect(store.areParametersSet(Uint32Array.of(OUTPUT))).rejects.toMatchObject({
      error: { code: 'corrupt-data' },
    });
  });
});
