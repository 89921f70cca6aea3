import { createContext, type ReactNode, useContext } from 'react';
import type { HostClient } from '../../shared/contract/client.ts';

const Context = createContext<HostClient | undefined>(undefined);

interface HostProviderProps {
  readonly host: HostClient;
  readonly children: ReactNode;
}

/** Gives everything inside the host to ask. */
export function HostProvider({ host, children }: HostProviderProps) {
  return <Context.Provider value={host}>{children}</Context.Provider>;
}

/** The host this window talks to. @throws {Error} outside a {@link HostProvider}. */
export function useHost(): HostClient {
  const host = useContext(Context);
  if (host === undefined) throw new Error('useHost needs a HostProvider around it');
  return host;
}
