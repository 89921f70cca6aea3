import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { HostClient, Progress } from '../../shared/contract/client.ts';
import { type AppError, AppException, type Result } from '../../shared/contract/errors.ts';
import type { Input } from '../../shared/contract/procedures.ts';
import type { ArraySelection, ArrayWindow, ValuePath } from '../../shared/contract/values.ts';
import type { ArrayStatistics } from '../../shared/model/array-statistics.ts';
import { useHost } from '../host/HostContext.tsx';
import { errorOf, type HostQuery, useHostQuery, useProgress } from './use-host-query.ts';

/** An array inside the value of a parameter, or in an HDF5 file of the workflow. */
export type ArraySource = { readonly workflowId: string; readonly path: ValuePath } & (
  | { readonly parameter: number }
  | { readonly key: string }
);

function callWindow(
  host: HostClient,
  source: ArraySource,
  selection: ArraySelection,
  signal?: AbortSignal,
): Promise<Result<ArrayWindow>> {
  const options = signal === undefined ? {} : { signal };
  return 'key' in source
    ? host.call('files.readArray', { ...source, selection }, options)
    : host.call('arrays.readWindow', { ...source, selection }, options);
}

export interface WindowAnswer {
  readonly window: ArrayWindow | undefined;
  readonly error: AppError | undefined;
}

/** Windows of an array, each cached by itself; answers in the order asked. */
export function useArrayWindows(
  source: ArraySource,
  selections: readonly ArraySelection[],
): readonly WindowAnswer[] {
  const host = useHost();
  return useQueries({
    queries: selections.map((selection) => ({
      queryKey: ['key' in source ? 'files.readArray' : 'arrays.readWindow', source, selection],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<ArrayWindow> =>
        windowOf(await callWindow(host, source, selection, signal)),
      // Scrolling through a large array must not keep all of it.
      gcTime: 30_000,
    })),
    combine: (results) =>
      results.map(({ data, error }) => ({ window: data, error: errorOf(error) })),
  });
}

function windowOf(result: Result<ArrayWindow>): ArrayWindow {
  if (result.ok) return result.value;
  throw new AppException(result.error);
}

export interface StatisticsQuery extends HostQuery<ArrayStatistics> {
  readonly progress: Progress | undefined;
}

/** Statistics of a selection of an array; not asked while it is not enabled. */
export function useArrayStatistics(
  source: ArraySource,
  selection: ArraySelection,
  { isEnabled }: { readonly isEnabled: boolean },
): StatisticsQuery {
  const isFile = 'key' in source;
  const inFile = { key: 'none', ...source, selection };
  const inValue = { parameter: 0, ...source, selection };
  const ofFile = useHostQuery('files.readArrayStatistics', fileInput(inFile), {
    isEnabled: isEnabled && isFile,
  });
  const ofValue = useHostQuery('arrays.readStatistics', valueInput(inValue), {
    isEnabled: isEnabled && !isFile,
  });
  const fileProgress = useProgress('files.readArrayStatistics', fileInput(inFile));
  const valueProgress = useProgress('arrays.readStatistics', valueInput(inValue));
  return isFile ? { ...ofFile, progress: fileProgress } : { ...ofValue, progress: valueProgress };
}

const fileInput = ({ workflowId, key, path, selection }: Input<'files.readArrayStatistics'>) => ({
  workflowId,
  key,
  path,
  selection,
});

const valueInput = ({
  workflowId,
  parameter,
  path,
  selection,
}: Input<'arrays.readStatistics'>) => ({ workflowId, parameter, path, selection });

/** Reads one window when asked, past the cache: for copying. Throws what `errorOf` understands. */
export function useReadWindow(
  source: ArraySource,
): (selection: ArraySelection) => Promise<ArrayWindow> {
  const host = useHost();
  return useCallback(
    async (selection) => windowOf(await callWindow(host, source, selection)),
    [host, source],
  );
}
