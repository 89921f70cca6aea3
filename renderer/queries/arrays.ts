import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import { type AppError, AppException } from '../../shared/contract/errors.ts';
import type { ArrayWindow, ValuePath } from '../../shared/contract/values.ts';
import { useHost } from '../host/HostContext.tsx';
import { errorOf, hostQueryOptions } from './use-host-query.ts';

/** What to read along each dimension: one index, or a range. */
export type ArraySelection = (
  | number
  | { readonly start: number; readonly stop: number; readonly step: number }
)[];

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
