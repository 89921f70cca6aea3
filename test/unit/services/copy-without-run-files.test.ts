import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyTree } from '../../../electron/files/tree/copy-tree.ts';
import { newOperationId } from '../../../electron/files/tree/sibling-names.ts';
import { recognise } from '../../../electron/generations/recognise.ts';
import { runFilePatterns } from '../../../electron/generations/run-files.ts';
import { openSession } from '../../../electron/workers/open-session.ts';
import { prove, scratchFolder, testContext } from '../files/tree/tree-support.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
} from '../shared-workflows.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };

/** Folders of a generation in which runs have left files; the first few of them. */
function namesOf(prefix: string): string[] {
  const hasRunFiles = (name: string): boolean =>
    ['execute', 'artifacts/tasks'].some((folder) =>
      existsSync(join(sharedWorkflowPath(name), folder)),
    );
  return sharedWorkflowNames(prefix).filter(hasRunFiles).slice(0, 2);
}

/** All that is said of a workflow before a single value is looked at. */
async function described(path: string): Promise<unknown> {
  const session = await openSession(path);
  const { identity, ...structure } = await session.handlers['workflow.readStructure'](
    { workflowId: '' },
    context,
  );
  const counts = await session.handlers['workflow.readCounts']({ workflowId: '' }, context);
  const { submissions } = await session.handlers['submissions.list']({ workflowId: '' }, context);
  await session.close();
  return { ...structure, counts: { ...counts, asOfMs: 0 }, submissions };
}

test.skipIf(!hasSharedWorkflows)(
  'a copy without the files of runs opens, and says the same',
  async () => {
    const prefixes = ['gen1-a40-json', 'gen1-a50-zarr', 'gen2', 'gen3-a180-zarr', 'gen4'];
    for (const name of prefixes.flatMap(namesOf)) {
      const source = sharedWorkflowPath(name);
      const found = await recognise(source);
      const leaveOut = found.kind === 'workflow' ? runFilePatterns(found.generation) : [];
      const folder = scratchFolder();
      const target = join(folder, 'copy');
      const { tally } = copyTree(
        {
          id: newOperationId(),
          source: await prove(source),
          target,
          leaveOut,
          allowChanges: false,
          isFlushed: false,
          dataFolder: join(folder, 'data'),
        },
        testContext(),
      );
      const before = readdirSync(source, { recursive: true }).length;
      expect(tally.files + tally.folders, name).toBeLessThan(before);
      expect(await described(target), name).toEqual(await described(source));
    }
  },
  60_000,
);
