import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { SavedView } from '../../shared/contract/saved-views.ts';
import { useHost } from '../host/HostContext.tsx';
import { hostQueryKey, useHostQuery } from './use-host-query.ts';
import { usePlace } from './workflow-place.ts';

const NO_VIEWS: readonly SavedView[] = [];

/** The saved views of the shown workflow, and a way to save another list of them. */
export function useSavedViews(): readonly [
  readonly SavedView[],
  (views: readonly SavedView[]) => void,
] {
  const { path } = usePlace().identity;
  const host = useHost();
  const queryClient = useQueryClient();
  const { data } = useHostQuery('views.list', { path });
  const save = useCallback(
    (views: readonly SavedView[]) => {
      void host
        .call('views.save', { path, views: [...views] })
        .then(() =>
          queryClient.invalidateQueries({ queryKey: hostQueryKey('views.list', { path }) }),
        );
    },
    [host, path, queryClient],
  );
  return [data?.views ?? NO_VIEWS, save];
}
