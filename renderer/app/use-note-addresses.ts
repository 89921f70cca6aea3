import { useEffect } from 'react';
import { formatAddress } from '../../shared/model/address.ts';
import { useHost } from '../host/HostContext.tsx';
import { currentAddress } from './address-history.ts';
import { addressInView } from './address-in-view.ts';
import { useTabs } from './tabs-store.ts';

/** Who steps through elements does not want each of them written down. */
const QUIET_MS = 700;

/** Tells the host where one is in each workflow, to be there again when it is opened next. */
export function useNoteAddresses(): void {
  const host = useHost();
  useEffect(() => {
    const noted = new Map<string, string>();
    let timer: number | undefined;
    const note = (): void => {
      for (const { content, history } of useTabs.getState().tabs) {
        if (content.kind !== 'workflow') continue;
        const { path } = content.identity;
        const at = formatAddress(addressInView(currentAddress(history)));
        // What it begins with was noted before, or is where everyone begins.
        if (noted.has(path) && noted.get(path) !== at) {
          void host.call('library.noteAddress', { path, at });
        }
        noted.set(path, at);
      }
    };
    note();
    const stop = useTabs.subscribe(() => {
      window.clearTimeout(timer);
      timer = window.setTimeout(note, QUIET_MS);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [host]);
}
