import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Progress } from '../../shared/contract/client.ts';
import { type AppError, AppException } from '../../shared/contract/errors.ts';
import type { ArraySelection, ArrayWindow, ValuePath } from '../../shared/contract/values.ts';
import type { ArrayStatistics } from '../../shared/model/array-statistics.ts';
import { useHost } from '../host/HostContext.tsx';
import {
  errorOf,
  type HostQuery,
  hostQueryOptions,
  useHostQuery,
  useProgress,
} from './use-host-query.ts';

export interface WindowAnswer {
  readonly window: ArrayWindow | undefined;
  readonly error: AppError | undefined;
}

/** Windows of an array inside a value, each cached by itself; answers in the order asked. */
export function useArrayWindows(
  workflowId: string,
  parameter: number,
  path: ValuePath,
  selections: readonly ArraySelection[],
): readonly WindowAnswer[] {
  const host = useHost();
  return useQueries({
    queries: selections.map((selection) => ({
      ...hostQueryOptions(host, 'arrays.readWindow', { workflowId, parameter, path, selection }),
      // Scrolling through a large array must not keep all of it.
      gcTime: 30_000,
    })),
    combine: (results) =>
      results.map(({ data, error }) => ({ window: data, error: errorOf(error) })),
  });
}

export interface StatisticsQuery extends HostQuery<ArrayStatistics> {
  readonly progress: Progress | undefined;
}

/** Statistics of a selection of an array; not asked while it is not enabled. */
export function useArrayStatistics(
  workflowId: string,
  parameter: number,
  path: ValuePath,
  selection: ArraySelection,
  options: { readonly isEnabled: boolean },
): StatisticsQuery {
  const input = { workflowId, parameter, path, selection };
  const query = useHostQuery('arrays.readStatistics', input, options);
  const progress = useProgress('arrays.readStatistics', input);
  return { ...query, progress };
}

/** Reads one window when asked, past the cache: for copying. Throws what `errorOf` understands. */
export function useReadWindow(
  workflowId: string,
  parameter: number,
  path: ValuePath,
): (selection: ArraySelection) => Promise<ArrayWindow> {
  const host = useHost();
  return useCallback(
    async (selection) => {
      const result = await host.call('arrays.readWindow', {
        workflowId,
        parameter,
        path,
        selection,
      });
      if (!result.ok) throw new AppException(result.error);
      return result.value;
    },
    [host, workflowId, parameter, path],
  );
}
