import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { UpdateAnswer } from '../../shared/contract/updates.ts';
import { useHost } from '../host/HostContext.tsx';
import { useHostDescription } from './host.ts';
import { useSettings } from './settings.ts';
import { hostQueryKey, useHostQuery } from './use-host-query.ts';

const INPUT = { isNow: false };

interface KnownUpdate {
  /** Absent before it is known, and where nobody wants to know. */
  readonly answer: UpdateAnswer | undefined;
  readonly isLooking: boolean;
  /** Asks anew, whenever it was asked last. */
  readonly lookNow: () => void;
}

/** Whether there is a newer release, where the person wants that to be looked for. */
export function useUpdate(): KnownUpdate {
  const host = useHost();
  const queryClient = useQueryClient();
  const { data: description } = useHostDescription();
  const { settings } = useSettings();
  const isEnabled = description?.capabilities.updates === true && settings.looksForUpdates;
  const { data, isLoading } = useHostQuery('updates.look', INPUT, { isEnabled });
  const [isAsking, setAsking] = useState(false);
  const lookNow = useCallback(() => {
    setAsking(true);
    void host.call('updates.look', { isNow: true }).then((result) => {
      setAsking(false);
      if (result.ok) queryClient.setQueryData(hostQueryKey('updates.look', INPUT), result.value);
    });
  }, [host, queryClient]);
  return { answer: isEnabled ? data : undefined, isLooking: isLoading || isAsking, lookNow };
}
