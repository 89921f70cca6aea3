import { type CopyReport, type CopyRequest, copyTree } from './copy-tree.ts';
import { type DeleteReport, type DeleteRequest, deleteTree } from './delete-tree.ts';
import { cleanLeftOver, keepLeftOver, type LeftOver, listLeftOvers } from './left-overs.ts';
import { measureFile } from './measure-file.ts';
import { measureTree } from './measure-tree.ts';
import { isFile, openProven, type ProvenItem } from './proven-item.ts';
import { type RenameRequest, renameItem } from './rename-item.ts';
import { restoreItem, type TrashedItem, type TrashRequest, trashItem } from './trash-item.ts';
import type { TreeContext } from './tree-context.ts';
import type { TreeTally } from './tree-tally.ts';

/** Everything that is done with whole folders and archives, as data: it is said to a thread. */
export interface TreeTasks {
  measure: {
    input: { readonly folder: ProvenItem; readonly leaveOut: readonly string[] };
    output: TreeTally;
  };
  copy: { input: CopyRequest; output: CopyReport };
  delete: { input: DeleteRequest; output: DeleteReport };
  /** Output: the new absolute path. */
  rename: { input: RenameRequest; output: string };
  trash: { input: TrashRequest; output: TrashedItem };
  restore: { input: TrashedItem; output: null };
  listLeftOvers: { input: { readonly dataFolder: string }; output: LeftOver[] };
  cleanLeftOver: {
    input: { readonly dataFolder: string; readonly id: string };
    output: null;
  };
  keepLeftOver: {
    input: { readonly dataFolder: string; readonly id: string };
    output: null;
  };
}

export type TreeTaskName = keyof TreeTasks;

type Handlers = {
  readonly [N in TreeTaskName]: (
    input: TreeTasks[N]['input'],
    context: TreeContext,
  ) => TreeTasks[N]['output'];
};

const HANDLERS: Handlers = {
  measure: ({ folder, leaveOut }, context) => {
    context.control.phase('measuring');
    if (isFile(folder)) return measureFile(folder, context);
    const handle = openProven(folder, context.operations);
    return measureTree(folder.path, handle, leaveOut, context);
  },
  copy: copyTree,
  delete: deleteTree,
  rename: renameItem,
  trash: trashItem,
  restore: (input, context) => {
    restoreItem(input, context);
    return null;
  },
  listLeftOvers: ({ dataFolder }, context) => listLeftOvers(dataFolder, context),
  cleanLeftOver: ({ dataFolder, id }, context) => {
    cleanLeftOver(dataFolder, id, context);
    return null;
  },
  keepLeftOver: ({ dataFolder, id }, context) => {
    keepLeftOver(dataFolder, id, context);
    return null;
  },
};

/** Does a task in this thread, and holds it until the task is done. */
export function runTreeTask<N extends TreeTaskName>(
  name: N,
  input: TreeTasks[N]['input'],
  context: TreeContext,
): TreeTasks[N]['output'] {
  return HANDLERS[name](input, context);
}

/** Tasks that go faster with a second thread. */
export const SHARED_TASKS: readonly string[] = ['measure', 'copy', 'delete', 'cleanLeftOver'];
