import type { HostDescription } from '../../shared/contract/host.ts';
import { type HostQuery, useHostQuery } from './use-host-query.ts';

/** What this host is and can do. */
export function useHostDescription(): HostQuery<HostDescription> {
  return useHostQuery('host.describe', {});
}
