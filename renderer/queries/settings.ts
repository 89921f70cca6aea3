import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import {
  changedSettings,
  DEFAULT_SETTINGS,
  type Settings,
  type SettingsAnswer,
  type SettingsChange,
} from '../../shared/contract/settings.ts';
import { useHost } from '../host/HostContext.tsx';
import { hostQueryKey, useHostQuery } from './use-host-query.ts';

const KEY = hostQueryKey('settings.read', {});

interface KnownSettings {
  /** The usual ones until they are read. */
  readonly settings: Settings;
  /** What is wrong with how they are kept, in a sentence. */
  readonly problem: string | undefined;
}

/** The settings; they follow what is changed in this window and others. */
export function useSettings(): KnownSettings {
  const host = useHost();
  const queryClient = useQueryClient();
  const { data, error } = useHostQuery('settings.read', {});
  useEffect(
    () =>
      host.on('settings.changed', (settings) => {
        queryClient.setQueryData<SettingsAnswer>(KEY, (known) => ({ ...known, settings }));
      }),
    [host, queryClient],
  );
  return { settings: data?.settings ?? DEFAULT_SETTINGS, problem: data?.problem ?? error?.message };
}

/** Changes some settings; they are used at once, and for good when the host has kept them. */
export function useChangeSettings(): (change: SettingsChange) => void {
  const host = useHost();
  const queryClient = useQueryClient();
  return useCallback(
    (change) => {
      queryClient.setQueryData<SettingsAnswer>(KEY, (known) => ({
        ...known,
        settings: changedSettings(known?.settings ?? DEFAULT_SETTINGS, change),
      }));
      void host.call('settings.write', { change }).then((result) => {
        if (result.ok) {
          queryClient.setQueryData<SettingsAnswer>(KEY, result.value);
          return;
        }
        const { message } = result.error;
        queryClient.setQueryData<SettingsAnswer>(
          KEY,
          (known) => known && { ...known, problem: message },
        );
      });
    },
    [host, queryClient],
  );
}
