import type { RunDetail } from '../../shared/contract/documents.ts';
import type { ValuePage, ValuePath } from '../../shared/contract/values.ts';
import { type HostQuery, useHostQuery } from './use-host-query.ts';
import { usePlace } from './workflow-place.ts';

/** Address of a run; of an iteration without runs when `action` and `attempt` are left out. */
export interface RunAddress {
  readonly taskInsertId: number;
  readonly element: number;
  readonly iteration: number;
  readonly action?: number | undefined;
  readonly attempt?: number | undefined;
}

const NOWHERE: RunAddress = { taskInsertId: 0, element: 0, iteration: 0 };

/** One run with its data; asks nothing while the address is not known. */
export function useRunDetail(address: RunAddress | undefined): HostQuery<RunDetail> {
  const { workflowId } = usePlace();
  const { taskInsertId, element, iteration, action, attempt } = address ?? NOWHERE;
  return useHostQuery(
    'runs.read',
    {
      workflowId,
      taskInsertId,
      element,
      iteration,
      ...(action === undefined ? {} : { action }),
      ...(attempt === undefined ? {} : { attempt }),
    },
    { isEnabled: address !== undefined },
  );
}

/** A node of a parameter's value with its first `count` children. */
export function useValueChildren(
  parameter: number,
  path: ValuePath,
  count: number,
): HostQuery<ValuePage> {
  const { workflowId } = usePlace();
  return useHostQuery('parameters.readValue', {
    workflowId,
    parameter,
    path,
    start: 0,
    stop: count,
  });
}
