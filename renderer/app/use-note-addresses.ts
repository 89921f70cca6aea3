import { useEffect } from 'react';
import { formatAddress } from '../../shared/model/address.ts';
import { useHost } from '../host/HostContext.tsx';
import { currentAddress } from './address-history.ts';
import { addressInView } from './address-in-view.ts';
import { useTabs } from './tabs-store.ts';

/** Who steps through elements does not want each of them written down. */
const QUIET_MS = 700;

/** Address that each open workflow shows, by its path. */
function shownAddresses(): ReadonlyMap<string, string> {
  return new Map(
    useTabs.getState().tabs.flatMap(({ content, history }) => {
      if (content.kind !== 'workflow') return [];
      const at = formatAddress(addressInView(currentAddress(history)));
      return [[content.identity.path, at] as const];
    }),
  );
}

/** Tells the host where one is in each workflow, to be there again when it is opened next. */
export function useNoteAddresses(): void {
  const host = useHost();
  useEffect(() => {
    const noted = new Map<string, string>();
    let waiting: ReadonlyMap<string, string> = new Map();
    let timer: number | undefined;
    const note = (): void => {
      for (const [path, at] of waiting) {
        if (noted.get(path) === at) continue;
        noted.set(path, at);
        void host.call('library.noteAddress', { path, at });
      }
    };
    const look = (): void => {
      const shown = shownAddresses();
      // What it begins with was noted before, or is where everyone begins.
      for (const [path, at] of shown) if (!noted.has(path)) noted.set(path, at);
      window.clearTimeout(timer);
      // Of a tab that was closed there is nothing more to come, and it may be opened again at once.
      if ([...waiting.keys()].some((path) => !shown.has(path))) note();
      waiting = shown;
      timer = window.setTimeout(note, QUIET_MS);
    };
    look();
    const stop = useTabs.subscribe(look);
    return () => {
      stop();
      window.clearTimeout(timer);
      note();
    };
  }, [host]);
}
