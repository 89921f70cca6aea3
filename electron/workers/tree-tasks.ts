import type { ProvenItem } from '../files/tree/proven-item.ts';
import type { TreeContext } from '../files/tree/tree-context.ts';
import { runTreeTask, type TreeTasks } from '../files/tree/tree-task.ts';
import type { StoreForm } from './conversion/convert-store.ts';
import type { ConvertReport, ConvertRequest } from './conversion/convert-workflow.ts';
import type { Estimate } from './conversion/estimate-conversion.ts';

/** What the threads for whole folders do: the tasks of files, and those that know a workflow. */
export interface WorkerTasks extends TreeTasks {
  /** What an archive would become; writes nothing. */
  estimateUnpacked: { input: { readonly source: ProvenItem }; output: Estimate };
  /** What a workflow of GEN1 would become with the other kind of store; writes nothing. */
  estimateStore: {
    input: { readonly source: ProvenItem; readonly to: StoreForm };
    output: Estimate;
  };
  convert: { input: ConvertRequest; output: ConvertReport };
}

export type WorkerTaskName = keyof WorkerTasks;

type Handlers = {
  readonly [N in WorkerTaskName]: (
    input: WorkerTasks[N]['input'],
    context: TreeContext,
  ) => Promise<WorkerTasks[N]['output']>;
};

const HANDLERS: Handlers = {
  measure: async (input, context) => runTreeTask('measure', input, context),
  copy: async (input, context) => runTreeTask('copy', input, context),
  delete: async (input, context) => runTreeTask('delete', input, context),
  rename: async (input, context) => runTreeTask('rename', input, context),
  trash: async (input, context) => runTreeTask('trash', input, context),
  restore: async (input, context) => runTreeTask('restore', input, context),
  listLeftOvers: async (input, context) => runTreeTask('listLeftOvers', input, context),
  cleanLeftOver: async (input, context) => runTreeTask('cleanLeftOver', input, context),
  keepLeftOver: async (input, context) => runTreeTask('keepLeftOver', input, context),
  // Stores are read by much code, which a copy does without.
  estimateUnpacked: async ({ source }) =>
    (await import('./conversion/estimate-conversion.ts')).estimateUnpacked(source),
  estimateStore: async ({ source, to }, context) => {
    const { estimateStore } = await import('./conversion/estimate-conversion.ts');
    return estimateStore(source, to, context);
  },
  convert: async (input, context) =>
    (await import('./conversion/convert-workflow.ts')).convertWorkflow(input, context),
};

/** Does a task in this thread; tasks of files hold it until they are done. */
export function runWorkerTask<N extends WorkerTaskName>(
  name: N,
  input: WorkerTasks[N]['input'],
  context: TreeContext,
): Promise<WorkerTasks[N]['output']> {
  return HANDLERS[name](input, context);
}
