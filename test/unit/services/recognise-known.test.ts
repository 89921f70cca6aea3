import { appendFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recognise } from '../../../electron/generations/recognise.ts';
import { recogniseKnown } from '../../../electron/services/recognise-known.ts';
import { IndexCache } from '../../../electron/workers/index-cache/index-cache.ts';
import { openSession } from '../../../electron/workers/open-session.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../shared-workflows.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };

describe.skipIf(!hasSharedWorkflows)('an archive that was opened before', () => {
  test('is recognised without being looked through, until it is written to', async () => {
    const path = join(temporaryFolder(), 'study.zip');
    copyFileSync(sharedWorkflowPath('gen3-a180-zip-fail.zip'), path);
    const options = { folder: join(temporaryFolder(), 'index-cache'), appVersion: '1.0.0' };
    const looked: string[] = [];
    const known = recogniseKnown(new IndexCache(options), async (asked) => {
      looked.push(asked);
      return recognise(asked);
    });
    const first = await known(path);
    const session = await openSession(path, { ...options, log: (line) => looked.push(line) });
    await session.handlers['workflow.readRunIndex']({ workflowId: 'w' }, context);
    await session.close();
    expect(await known(path)).toEqual(first);
    expect(looked).toEqual([path]);
    appendFileSync(path, 'no archive any more');
    await known(path).catch(() => undefined);
    expect(looked).toEqual([path, path]);
  });
});
