import { useEffect } from 'react';
import type { OpenRequest } from '../../shared/contract/host.ts';
import { MOST_ADDRESS_CHARACTERS, MOST_TABS } from '../../shared/contract/host-procedures.ts';
import { formatAddress } from '../../shared/model/address.ts';
import { useHost } from '../host/HostContext.tsx';
import { useHostDescription } from '../queries/host.ts';
import { placeOfTab } from './place-hash.ts';
import { useTabs } from './tabs-store.ts';

/** Who steps through elements does not want each of them written down. */
const QUIET_MS = 300;

/** What the tabs of this window show, in their order. */
function shownPlaces(): OpenRequest[] {
  const { activeId, tabs } = useTabs.getState();
  return tabs
    .flatMap((tab) => {
      const place = placeOfTab(tab);
      if (place === undefined) return [];
      const isBehind = tab.id !== activeId;
      const at = formatAddress(place.address);
      return [
        {
          path: place.path,
          ...(at.length > MOST_ADDRESS_CHARACTERS ? {} : { at }),
          ...(isBehind ? { isBehind } : {}),
        },
      ];
    })
    .slice(0, MOST_TABS);
}

/** Tells a host with windows of its own what the tabs show, so that they are there at the next start. */
export function useNotePlaces(): void {
  const host = useHost();
  const { data: description } = useHostDescription();
  const hasWindows = description?.capabilities.windows === true;
  useEffect(() => {
    if (!hasWindows) return undefined;
    let noted = '';
    let timer: number | undefined;
    const note = (): void => {
      const places = shownPlaces();
      const text = JSON.stringify(places);
      if (text === noted) return;
      noted = text;
      void host.call('host.notePlaces', { places });
    };
    const noteSoon = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(note, QUIET_MS);
    };
    noteSoon();
    const stop = useTabs.subscribe(noteSoon);
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [host, hasWindows]);
}
