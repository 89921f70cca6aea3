import { WATCHED } from '../../files/tree/retry.ts';
import { runTree, type TreeRunOptions } from '../../workers/tree-client.ts';
import type { WorkerTaskName, WorkerTasks } from '../../workers/tree-tasks.ts';

export type TreeRunWishes = Omit<TreeRunOptions, 'workerFile' | 'log' | 'retry' | 'isAlone'>;

/** Does a task with whole folders in threads of its own; see `runTree` of the workers. */
export type RunTree = <N extends WorkerTaskName>(
  name: N,
  input: WorkerTasks[N]['input'],
  wishes?: TreeRunWishes,
) => Promise<WorkerTasks[N]['output']>;

/** @param workerFile bundle of the tree worker. */
export function threadedTree(workerFile: URL, log: (line: string) => void): RunTree {
  return (name, input, wishes = {}) =>
    runTree(name, input, { ...wishes, workerFile, log, retry: WATCHED });
}
