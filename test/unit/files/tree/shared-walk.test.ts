import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFolder } from '../../../../electron/files/tree/folder-handle.ts';
import { measureTree } from '../../../../electron/files/tree/measure-tree.ts';
import { alone, type Sharing } from '../../../../electron/files/tree/sharing.ts';
import { scratchFolder, testContext } from './tree-support.ts';

test('a count that was cancelled while the other thread had work is no count', () => {
  const root = join(scratchFolder(), 'study');
  mkdirSync(root);
  writeFileSync(join(root, 'a'), '');
  // The other thread takes the last batch, is told to stop, and so passes over it.
  const sharing: Sharing = {
    ...alone,
    offer: () => true,
    doneCount: () => 0,
    waitForDone: () => {
      context.control.isCancelled = true;
    },
  };
  const context = testContext({}, { sharing });
  expect(() => measureTree(root, openFolder(context.operations, root), [], context)).toThrow(
    expect.objectContaining({ error: expect.objectContaining({ code: 'cancelled' }) }),
  );
});
