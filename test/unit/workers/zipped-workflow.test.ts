import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSession } from '../../../electron/workers/open-session.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { filesOf } from '../../support/files-of.ts';
import { zipArchive } from '../../support/zip-archive.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../shared-workflows.ts';

vi.setConfig({ testTimeout: 30_000 });

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const workflowId = 'w';
let root: string | undefined;
afterEach(() => {
  if (root !== undefined) rmSync(root, { recursive: true });
  root = undefined;
});

describe.skipIf(!hasSharedWorkflows)('a workflow that someone zipped by hand', () => {
  it('opens: compressed, in a folder of its own, with names that lead out left out', async () => {
    root = mkdtempSync(join(tmpdir(), 'earshot-zipped-'));
    const path = join(root, 'mine.zip');
    const files = filesOf(sharedWorkflowPath('gen3-a180-zarr-fail'));
    const entries = [...files].map(([name, text]) => ({
      name: `my study/${name}`,
      text,
      isDeflated: true,
    }));
    writeFileSync(path, zipArchive([...entries, { name: '../evil', text: 'x' }]));
    const session = await openSession(path);
    const { identity, problems } = await session.handlers['workflow.readStructure'](
      { workflowId },
      context,
    );
    expect(identity).toMatchObject({ store: 'zip', generation: 'GEN3' });
    expect(problems.map(({ message }) => message)).toEqual([
      'The archive has a member with a name that leads out of it, which was left out: “../evil”.',
    ]);
    const { runs } = await session.handlers['workflow.readRunIndex']({ workflowId }, context);
    expect([...runs.status].map(statusOfCode)).toEqual([
      'success',
      'success',
      'error',
      'error',
      'skipped',
      'skipped',
    ]);
    // What a skipped run was to set is told from what a failed one did not.
    const outputs = async (taskInsertId: number) => {
      const place = { workflowId, taskInsertId, element: 0, iteration: 0 };
      const { data } = await session.handlers['parameters.listOfIteration'](place, context);
      return data.filter(({ path }) => path.startsWith('outputs.'));
    };
    expect(await outputs(1)).toMatchObject([{ isSet: false }]);
    expect((await outputs(1))[0]?.isSkipped).toBeUndefined();
    expect(await outputs(2)).toMatchObject([{ isSet: false, isSkipped: true }]);
    // Zipped by hand, the folders of runs are in it.
    const listed = await session.handlers['runs.listFiles'](
      { workflowId, taskInsertId: 1, element: 0, iteration: 0, action: 0 },
      context,
    );
    expect(listed.files.find(({ role }) => role === 'commands')).toMatchObject({ state: 'there' });
    await session.close();
  });
});
