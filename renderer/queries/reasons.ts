import type { Progress } from '../../shared/contract/client.ts';
import type { CriticalPath } from '../../shared/contract/flow.ts';
import type {
  DiskUse,
  Failures,
  FocusGraph,
  LineagePath,
  MapRows,
  NaNOutputs,
  RunDiff,
  Separators,
  ValueUse,
  Why,
} from '../../shared/contract/reasons.ts';
import { type HostQuery, useHostQuery, useProgress } from './use-host-query.ts';
import { usePlace } from './workflow-place.ts';

/** Failures by cause: without logs as soon as may be, then told apart by their error lines. */
export function useFailures(isEnabled: boolean): {
  /** The best there is so far. */
  readonly data: Failures | undefined;
  readonly isFinal: boolean;
  readonly progress: Progress | undefined;
  readonly query: HostQuery<Failures>;
} {
  const { workflowId } = usePlace();
  const quick = useHostQuery(
    'failures.listCauses',
    { workflowId, readsLogs: false },
    { isEnabled },
  );
  const input = { workflowId, readsLogs: true };
  const whole = useHostQuery('failures.listCauses', input, {
    isEnabled: isEnabled && quick.data !== undefined,
  });
  const progress = useProgress('failures.listCauses', input);
  return {
    data: whole.data ?? quick.data,
    isFinal: whole.data !== undefined || whole.error !== undefined,
    progress,
    query: quick.error === undefined ? whole : quick,
  };
}

interface SeparatorsOf {
  readonly taskInsertId: number;
  readonly action: number;
  /** Only the failures of this cause. */
  readonly cause?: string | undefined;
}

/** What the failures of an action have in common. */
export function useSeparators(of: SeparatorsOf | undefined): HostQuery<Separators> {
  const { workflowId } = usePlace();
  const { taskInsertId, action, cause } = of ?? { taskInsertId: 0, action: 0, cause: undefined };
  return useHostQuery(
    'failures.readSeparators',
    { workflowId, taskInsertId, action, ...(cause === undefined ? {} : { cause }) },
    { isEnabled: of !== undefined },
  );
}

/** Why a run ended as it did, and what came of it. `row` is a run row of the index. */
export function useWhy(row: number | undefined): HostQuery<Why> {
  const { workflowId } = usePlace();
  return useHostQuery(
    'runs.readWhy',
    { workflowId, row: row ?? 0 },
    { isEnabled: row !== undefined },
  );
}

/** A run beside another, or beside the nearest success. */
export function useRunDiff(row: number | undefined, other: number | undefined): HostQuery<RunDiff> {
  const { workflowId } = usePlace();
  return useHostQuery(
    'runs.readDiff',
    { workflowId, row: row ?? 0, ...(other === undefined ? {} : { other }) },
    { isEnabled: row !== undefined },
  );
}

/** Who wrote a parameter, and who read it. */
export function useValueUse(parameter: number | undefined): HostQuery<ValueUse> {
  const { workflowId } = usePlace();
  return useHostQuery(
    'lineage.readValue',
    { workflowId, parameter: parameter ?? 0 },
    { isEnabled: parameter !== undefined },
  );
}

/** The runs around a run, so many steps above and below it. */
export function useFocusGraph(
  row: number | undefined,
  steps: { readonly above: number; readonly below: number },
  opened: readonly number[],
): HostQuery<FocusGraph> {
  const { workflowId } = usePlace();
  return useHostQuery(
    'lineage.readFocus',
    { workflowId, row: row ?? 0, ...steps, opened: [...opened] },
    { isEnabled: row !== undefined },
  );
}

/** All runs a run came from, and all that came from it. */
export function useLineagePath(row: number | undefined): HostQuery<LineagePath> {
  const { workflowId } = usePlace();
  return useHostQuery(
    'lineage.readPath',
    { workflowId, row: row ?? 0 },
    { isEnabled: row !== undefined },
  );
}

/** The chain of runs that the end of the workflow waited for. */
export function useCriticalPath(isEnabled: boolean): HostQuery<CriticalPath> {
  const { workflowId } = usePlace();
  return useHostQuery('flow.findCriticalPath', { workflowId }, { isEnabled });
}

/** Where elements stand in a map whose rows follow lineage. */
export function useMapRows(isEnabled: boolean): HostQuery<MapRows> {
  const { workflowId } = usePlace();
  return useHostQuery('lineage.readMapRows', { workflowId }, { isEnabled });
}

/** Green runs with NaN in their outputs; asked when somebody wants to know. */
export function useNaNOutputs(isEnabled: boolean): HostQuery<NaNOutputs> & {
  readonly progress: Progress | undefined;
} {
  const { workflowId } = usePlace();
  const query = useHostQuery('outputs.findNaN', { workflowId }, { isEnabled });
  return { ...query, progress: useProgress('outputs.findNaN', { workflowId }) };
}

/** Bytes and files of the workflow by part. */
export function useDiskUse(): HostQuery<DiskUse> & { readonly progress: Progress | undefined } {
  const { workflowId } = usePlace();
  const query = useHostQuery('workflow.measureDisk', { workflowId });
  return { ...query, progress: useProgress('workflow.measureDisk', { workflowId }) };
}
