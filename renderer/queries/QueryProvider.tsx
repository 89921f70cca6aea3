import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { SettingsAnswer } from '../../shared/contract/settings.ts';
import { useHost } from '../host/HostContext.tsx';
import { hostQueryKey } from './use-host-query.ts';

/** Cache of the host's answers. A file only changes when we are told, so nothing grows stale by time. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The host is this machine or one behind a tunnel: "offline" says nothing about it.
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // Answers hold large columns: comparing them with the last ones costs more than drawing.
        structuralSharing: false,
      },
    },
  });
}

interface QueryProviderProps {
  /** Settings that are known already. */
  readonly settings?: SettingsAnswer | undefined;
  readonly children: ReactNode;
}

/** The cache for everything inside; events that may have been lost make all of it be asked anew. */
export function QueryProvider({ settings, children }: QueryProviderProps) {
  const host = useHost();
  const [client] = useState(() => {
    const created = createQueryClient();
    if (settings !== undefined) created.setQueryData(hostQueryKey('settings.read', {}), settings);
    return created;
  });
  useEffect(() => host.onGap(() => void client.invalidateQueries()), [host, client]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
