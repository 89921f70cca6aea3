import { useHostQuery } from './use-host-query.ts';

/** The template as YAML and as JSON. */
export function useTemplate(workflowId: string) {
  return useHostQuery('workflow.readTemplate', { workflowId });
}
