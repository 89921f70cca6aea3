import type { Termination } from '../../shared/contract/loops.ts';
import { type HostQuery, useHostQuery } from './use-host-query.ts';
import { usePlace } from './workflow-place.ts';

/** The values a loop's condition looked at, for one element. */
export function useTermination(loop: string, element: number): HostQuery<Termination> {
  const { workflowId } = usePlace();
  return useHostQuery('loops.readTermination', { workflowId, loop, element });
}
