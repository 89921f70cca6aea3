import { useFailureSteps } from '../queries/use-failure-steps.ts';
import { useHostQuery } from '../queries/use-host-query.ts';
import { useShowRuns } from '../queries/use-show-runs.ts';
import { useStructure } from '../queries/workflow.ts';
import { usePlace } from '../queries/workflow-place.ts';
import { useSingleKeys } from '../ui/use-single-keys.ts';

/**
 * F, N and P from any view: to the failed runs, to the next failure and the previous one. In the view
 * of runs itself F is a filter. Failures are known once some view has read the runs.
 */
export function useFailureKeys(): void {
  const { workflowId, address } = usePlace();
  const structure = useStructure();
  const index = useHostQuery('workflow.readRunIndex', { workflowId }, { isEnabled: false });
  const failures = useFailureSteps(structure.data, index.data);
  const showRuns = useShowRuns(structure.data, index.data);
  // Where nothing failed there is nothing to show.
  const hasNone = index.data !== undefined && failures.count === 0;
  useSingleKeys({
    f: address.view === 'runs' || hasNone ? undefined : () => showRuns('failed'),
    n: () => failures.step('next'),
    p: () => failures.step('previous'),
  });
}
