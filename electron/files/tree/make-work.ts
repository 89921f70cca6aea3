import { CopyWork } from './copy-work.ts';
import { MeasureWork } from './measure-work.ts';
import { RemoveWork } from './remove-work.ts';
import type { BatchTask, BatchWork } from './sharing.ts';
import type { TreeContext } from './tree-context.ts';

/** What the other thread does with batches. */
export function makeWork(task: BatchTask, context: TreeContext): BatchWork {
  switch (task.kind) {
    case 'copy':
      return new CopyWork(task, context);
    case 'remove':
      return new RemoveWork(context);
    case 'measure':
      return new MeasureWork(task.root, context);
  }
}
