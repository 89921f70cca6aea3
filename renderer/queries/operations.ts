import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LeftOver, Operation } from '../../shared/contract/operations.ts';
import type { Output } from '../../shared/contract/procedures.ts';
import { useHost } from '../host/HostContext.tsx';
import { hostQueryKey, useHostQuery } from './use-host-query.ts';

const LIST_KEY = hostQueryKey('operations.list', {});

/** Operations that run and those that ended and were not dismissed, oldest first. */
export function useOperations(): readonly Operation[] {
  return useHostQuery('operations.list', {}).data?.operations ?? [];
}

/** Keeps the list of operations up to date, for all who show it; used once, by the window. */
export function useFollowOperations(onEnded: (operation: Operation) => void): void {
  const host = useHost();
  const queryClient = useQueryClient();
  useEffect(
    () =>
      host.on('operation.changed', ({ operation }) => {
        const isFetching = queryClient.isFetching({ queryKey: LIST_KEY }) > 0;
        queryClient.setQueryData<Output<'operations.list'>>(LIST_KEY, (list) => ({
          operations: merged(list?.operations ?? [], operation),
        }));
        // An answer under way may be older than this.
        if (isFetching) void queryClient.invalidateQueries({ queryKey: LIST_KEY });
        if (operation.outcome !== undefined) onEnded(operation);
      }),
    [host, queryClient, onEnded],
  );
}

function merged(operations: readonly Operation[], changed: Operation): Operation[] {
  const isKnown = operations.some(({ operationId }) => operationId === changed.operationId);
  if (!isKnown) return [...operations, changed];
  return operations.map((known) => (known.operationId === changed.operationId ? changed : known));
}

/** Takes an ended operation off the list. */
export function useDismissOperation(): (operationId: string) => void {
  const host = useHost();
  const queryClient = useQueryClient();
  return (operationId) => {
    queryClient.setQueryData<Output<'operations.list'>>(LIST_KEY, (list) => ({
      operations: (list?.operations ?? []).filter((known) => known.operationId !== operationId),
    }));
    void host.call('operations.dismiss', { operationId });
  };
}

/** What interrupted operations left; asked only where something can be done about it. */
export function useLeftOvers(isEnabled: boolean): {
  readonly leftOvers: readonly LeftOver[];
  readonly refetch: () => void;
} {
  const { data, refetch } = useHostQuery('operations.listLeftOvers', {}, { isEnabled });
  return { leftOvers: data?.leftOvers ?? [], refetch };
}
