import { useHostQuery } from './use-host-query.ts';

/** All submissions with their jobscripts. */
export function useSubmissions(workflowId: string) {
  return useHostQuery('submissions.list', { workflowId });
}

/** Which run each cell of the grid of a jobscript, or of one of its blocks, is. */
export function useJobscriptGrid(
  workflowId: string,
  submission: number,
  jobscript: number,
  block: number,
) {
  return useHostQuery('submissions.readGrid', { workflowId, submission, jobscript, block });
}
