import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useHost } from '../host/HostContext.tsx';

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

/** The cache for everything inside; events that may have been lost make all of it be asked anew. */
export function QueryProvider({ children }: { readonly children: ReactNode }) {
  const host = useHost();
  const [client] = useState(createQueryClient);
  useEffect(() => host.onGap(() => void client.invalidateQueries()), [host, client]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
