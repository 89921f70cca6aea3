import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../shared/contract/errors.ts';
import type { CacheSize } from '../../shared/contract/host.ts';
import { useHost } from '../host/HostContext.tsx';
import { hostQueryKey, useHostQuery } from './use-host-query.ts';

const KEY = hostQueryKey('cache.readSize', {});

interface KnownCache {
  readonly size: CacheSize | undefined;
  readonly error: AppError | undefined;
  readonly clear: () => void;
}

/** What is kept of workflows opened before, as it is now. */
export function useIndexCache(): KnownCache {
  const host = useHost();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useHostQuery('cache.readSize', {});
  const [clearError, setClearError] = useState<AppError>();
  useEffect(() => refetch(), [refetch]);
  const clear = useCallback(() => {
    void host.call('cache.clear', {}).then((result) => {
      setClearError(result.ok ? undefined : result.error);
      if (result.ok) queryClient.setQueryData<CacheSize>(KEY, result.value);
    });
  }, [host, queryClient]);
  return { size: data, error: clearError ?? error, clear };
}
