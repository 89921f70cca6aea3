import { notifyManager, type QueryClient } from '@tanstack/react-query';
import type { HostClient } from '../../shared/contract/client.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { ProcedureName } from '../../shared/contract/procedures.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { hasSameRows } from '../../shared/model/status-changes.ts';
import { errorOf, hostQueryKey, queryPredicate } from './use-host-query.ts';

/** What a view is drawn from: changed together, so that no two of them are of different readings. */
const DRAWN_FROM: readonly ProcedureName[] = [
  'workflow.readStructure',
  'workflow.readCounts',
  'workflow.readRunIndex',
];
/** Asked for by a person and dear, or followed by its own view. */
const NOT_ASKED_ANEW: readonly ProcedureName[] = [
  'workflow.readFreshness',
  'workflow.measureDisk',
  'outputs.findNaN',
  'texts.readEnd',
  'texts.readLines',
  'texts.countLines',
  'texts.search',
];

type Query = { readonly queryKey: readonly unknown[] };

/**
 * Takes over a newer reading of a workflow: first what its views are drawn from, in one step, then what
 * else is shown of it, of which older answers stay until the newer are there.
 *
 * @returns Runs before and now, or why it could not be taken over.
 */
export async function adoptReading(
  host: HostClient,
  queryClient: QueryClient,
  workflowId: string,
): Promise<
  { readonly before: RunIndex | undefined; readonly after: RunIndex } | { readonly error: AppError }
> {
  const [structure, counts, index] = await Promise.all([
    host.call('workflow.readStructure', { workflowId }),
    host.call('workflow.readCounts', { workflowId }),
    host.call('workflow.readRunIndex', { workflowId }),
  ]);
  if (!structure.ok) return { error: structure.error };
  if (!counts.ok) return { error: counts.error };
  if (!index.ok) return { error: index.error };
  const key = hostQueryKey('workflow.readRunIndex', { workflowId });
  const before = queryClient.getQueryData<RunIndex>(key);
  const after = index.value;
  notifyManager.batch(() => {
    const set = (name: ProcedureName, value: unknown): void => {
      queryClient.setQueryData([name, { workflowId }], value);
    };
    set('workflow.readStructure', structure.value);
    set('workflow.readCounts', counts.value);
    set('workflow.readRunIndex', after);
  });
  const isOther = otherQueries(workflowId);
  // A row may be another run now: what was asked of it by its number means something else.
  if (before !== undefined && !hasSameRows(before, after)) {
    queryClient.removeQueries({ predicate: isOther, type: 'inactive' });
  }
  await queryClient.invalidateQueries({ predicate: isOther });
  return { before, after };
}

/** Asks again for what could not be read because it was being written. */
export async function retryUnread(queryClient: QueryClient, workflowId: string): Promise<void> {
  const isOwn = queryPredicate(workflowId);
  await queryClient.refetchQueries({
    type: 'active',
    predicate: (query) => isOwn(query) && errorOf(query.state.error)?.code === 'changed-on-disk',
  });
}

function otherQueries(workflowId: string): (query: Query) => boolean {
  const isOwn = queryPredicate(workflowId);
  const left = new Set<unknown>([...DRAWN_FROM, ...NOT_ASKED_ANEW]);
  return (query) => isOwn(query) && !left.has(query.queryKey[0]);
}
