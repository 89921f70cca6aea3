import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { Recent } from '../../shared/contract/host.ts';
import { useHost } from '../host/HostContext.tsx';
import { type HostQuery, hostQueryKey, useHostQuery } from './use-host-query.ts';

/** Workflows looked at before, newest first; follows the library. */
export function useRecents(): HostQuery<{ readonly recents: readonly Recent[] }> {
  const host = useHost();
  const query = useHostQuery('library.listRecents', {});
  const { refetch } = query;
  // A page that is shown again asks anew: a drive may have come or gone in between.
  useEffect(() => {
    refetch();
    return host.on('library.changed', refetch);
  }, [host, refetch]);
  return query;
}

/** Takes a workflow off the list; its folder is not touched. */
export function useRemoveRecent(): (path: string) => void {
  const host = useHost();
  const queryClient = useQueryClient();
  return useCallback(
    (path) => {
      void host
        .call('library.removeRecent', { path })
        .then(() =>
          queryClient.invalidateQueries({ queryKey: hostQueryKey('library.listRecents', {}) }),
        );
    },
    [host, queryClient],
  );
}

/** Keeps a workflow at the top of the list, or no more. */
export function usePinRecent(): (path: string, isPinned: boolean) => void {
  const host = useHost();
  return useCallback(
    // The list follows by `library.changed`.
    (path, isPinned) => void host.call('library.pinRecent', { path, isPinned }),
    [host],
  );
}

/** Says where a workflow is that is not where it was; why it is none, in a sentence. */
export function useLocateRecent(): (path: string, newPath: string) => Promise<string | undefined> {
  const host = useHost();
  return useCallback(
    async (path, newPath) => {
      const result = await host.call('library.locateRecent', { path, newPath });
      if (!result.ok) return result.error.message;
      return result.value.kind === 'workflow' ? undefined : result.value.reason;
    },
    [host],
  );
}
