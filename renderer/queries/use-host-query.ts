import { hashKey, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { HostClient, Progress } from '../../shared/contract/client.ts';
import { type AppError, AppException } from '../../shared/contract/errors.ts';
import type { Input, Output, ProcedureName } from '../../shared/contract/procedures.ts';
import { useHost } from '../host/HostContext.tsx';
import { setProgress, useProgressOf } from './progress-store.ts';

/** What a view knows of one question to the host. */
export interface HostQuery<T> {
  /** The answer, also while it is asked for anew. */
  readonly data: T | undefined;
  /** Why there is no (newer) answer. */
  readonly error: AppError | undefined;
  /** True while there is no answer yet and one is on its way. */
  readonly isLoading: boolean;
  /** True while the host is asked, first or anew. */
  readonly isFetching: boolean;
  readonly refetch: () => void;
  /** Stops asking; `error` is then `cancelled` unless there is an older answer. */
  readonly cancel: () => void;
}

interface HostQueryOptions {
  /** False: do not ask (yet). */
  readonly isEnabled?: boolean | undefined;
  /** Ask again whenever a part of the page that shows it appears. */
  readonly isAskedOnShow?: boolean | undefined;
  /** Ask again so often, for what grows; never while it is absent. */
  readonly everyMs?: number | undefined;
}

const CANCELLED: AppError = { code: 'cancelled', message: 'Reading was cancelled.' };

/** Key under which the answer is cached. */
export function hostQueryKey<N extends ProcedureName>(name: N, input: Input<N>) {
  return [name, input] as const;
}

/** Options of TanStack Query for one procedure, for `useQueries` and `fetchQuery`. */
export function hostQueryOptions<N extends ProcedureName>(
  host: HostClient,
  name: N,
  input: Input<N>,
) {
  const queryKey = hostQueryKey(name, input);
  const queryHash = hashKey(queryKey);
  return {
    queryKey,
    queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<Output<N>> => {
      try {
        const result = await host.call(name, input, {
          signal,
          onProgress: (progress) => setProgress(queryHash, progress),
        });
        if (result.ok) return result.value;
        throw new AppException(result.error);
      } finally {
        setProgress(queryHash, undefined);
      }
    },
  };
}

/** The data of a failure, whatever was thrown. */
export function errorOf(thrown: unknown): AppError | undefined {
  if (thrown === null || thrown === undefined) return undefined;
  if (thrown instanceof AppException) return thrown.error;
  return {
    code: 'internal',
    message: thrown instanceof Error ? thrown.message : String(thrown),
    reference: 'renderer',
  };
}

/** Asks the host, and keeps the answer until the workflow is closed or read anew. */
export function useHostQuery<N extends ProcedureName>(
  name: N,
  input: Input<N>,
  { isEnabled = true, isAskedOnShow = false, everyMs }: HostQueryOptions = {},
): HostQuery<Output<N>> {
  const host = useHost();
  const queryClient = useQueryClient();
  const options = hostQueryOptions(host, name, input);
  const query = useQuery({
    ...options,
    enabled: isEnabled,
    refetchInterval: everyMs ?? false,
    ...(isAskedOnShow ? { refetchOnMount: 'always' as const } : {}),
  });
  const { refetch } = query;
  const hash = hashKey(options.queryKey);
  const again = useCallback(() => void refetch(), [refetch]);
  const cancel = useCallback(
    () => void queryClient.cancelQueries({ predicate: (known) => known.queryHash === hash }),
    [queryClient, hash],
  );
  const wasCancelled = isEnabled && query.isPending && query.fetchStatus === 'idle';
  const failure = wasCancelled ? CANCELLED : errorOf(query.error);
  // Being written just now: the older answer stays, and it is asked for again at the next check.
  const isTorn = failure?.code === 'changed-on-disk' && query.data !== undefined;
  const error = isTorn ? undefined : failure;
  return useMemo(
    () => ({
      data: query.data,
      error,
      isLoading: query.isPending && query.isFetching,
      isFetching: query.isFetching,
      refetch: again,
      cancel,
    }),
    [query.data, error, query.isPending, query.isFetching, again, cancel],
  );
}

/** How far the host is with this question; `undefined` when nothing is known. */
export function useProgress<N extends ProcedureName>(
  name: N,
  input: Input<N>,
): Progress | undefined {
  return useProgressOf(hashKey(hostQueryKey(name, input)));
}

/** Tells the questions about one workflow from others. */
export function queryPredicate(
  workflowId: string,
): (query: { readonly queryKey: readonly unknown[] }) => boolean {
  return ({ queryKey }) => {
    const input = queryKey[1];
    return (
      typeof input === 'object' &&
      input !== null &&
      'workflowId' in input &&
      input.workflowId === workflowId
    );
  };
}

/** Forgets all answers about one workflow: it was closed, or is read anew. */
export function forgetWorkflow(
  queryClient: QueryClient,
  workflowId: string,
  { isStillOpen }: { readonly isStillOpen: boolean },
): void {
  const predicate = queryPredicate(workflowId);
  if (isStillOpen) void queryClient.resetQueries({ predicate });
  else queryClient.removeQueries({ predicate });
}
