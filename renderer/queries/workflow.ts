import type { Progress } from '../../shared/contract/client.ts';
import type { Counts, Notices, Structure } from '../../shared/contract/documents.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { type HostQuery, useHostQuery, useProgress } from './use-host-query.ts';
import { usePlace } from './workflow-place.ts';

/** Tasks, loops and numbers of the shown workflow: there before any run is read. */
export function useStructure(): HostQuery<Structure> {
  return useHostQuery('workflow.readStructure', { workflowId: usePlace().workflowId });
}

/** What is not understood of the shown workflow: asked anew each time a page shows it, for reading finds more. */
export function useNotices(): HostQuery<Notices> {
  const { workflowId } = usePlace();
  return useHostQuery('workflow.readNotices', { workflowId }, { isAskedOnShow: true });
}

/** Counts by status of the shown workflow. */
export function useCounts(): HostQuery<Counts> {
  return useHostQuery('workflow.readCounts', { workflowId: usePlace().workflowId });
}

/** Every element, iteration and run of the shown workflow, as columns. */
export function useRunIndex(): HostQuery<RunIndex> {
  return useHostQuery('workflow.readRunIndex', { workflowId: usePlace().workflowId });
}

/** How far the reading of the runs is, whoever asked for it. */
export function useRunIndexProgress(): Progress | undefined {
  const { workflowId } = usePlace();
  const ofIndex = useProgress('workflow.readRunIndex', { workflowId });
  const ofCounts = useProgress('workflow.readCounts', { workflowId });
  return ofIndex ?? ofCounts;
}
