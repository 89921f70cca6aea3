import type { Progress } from '../../shared/contract/client.ts';
import type { FlowPath, TaskFlow } from '../../shared/contract/flow.ts';
import { type HostQuery, useHostQuery, useProgress } from './use-host-query.ts';
import { usePlace } from './workflow-place.ts';

/** What flows between tasks, and how far reading it is. */
export function useTaskFlow(): HostQuery<TaskFlow> & { readonly progress: Progress | undefined } {
  const { workflowId } = usePlace();
  const query = useHostQuery('flow.read', { workflowId });
  return { ...query, progress: useProgress('flow.read', { workflowId }) };
}

/** Where a run came from and what came of it. `row` is a run row of the index. */
export function useFlowPath(row: number | undefined): HostQuery<FlowPath> {
  const { workflowId } = usePlace();
  return useHostQuery(
    'flow.readPath',
    { workflowId, row: row ?? 0 },
    { isEnabled: row !== undefined },
  );
}
