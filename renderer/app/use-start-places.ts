import { useEffect, useRef } from 'react';
import { parseAddress } from '../../shared/model/address.ts';
import { useHost } from '../host/HostContext.tsx';
import { formatHash, parseHash, placeOfTab } from './place-hash.ts';
import { activeTab, showTab, showWelcome, type Tab, useTabs } from './tabs-store.ts';
import type { Opening } from './use-opening.ts';

/** Places of the open tabs; kept for a reload of this window. */
const TABS_KEY = 'earshot.tabs';

function hashOf(tab: Tab): string | undefined {
  const place = placeOfTab(tab);
  return place === undefined ? undefined : formatHash(place);
}

function keptHashes(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(TABS_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

/**
 * Opens what is asked for from outside: the tabs of before a reload, the place in the page's
 * address, the paths given at start, later requests. Then keeps the page's address and the list of
 * tabs up to date.
 */
export function useStartPlaces({ openAt }: Opening): void {
  const host = useHost();
  const hasStarted = useRef(false);

  useEffect(() => {
    const takeRequests = async (): Promise<void> => {
      const result = await host.call('host.takeOpenRequests', {});
      if (!result.ok) return;
      const { requests } = result.value;
      let shownTabId: string | undefined;
      for (const { path, at, isBehind } of requests) {
        openAt(path, parseAddress(at ?? '') ?? { view: 'overview' });
        if (isBehind !== true) shownTabId = useTabs.getState().activeId;
      }
      if (requests.every(({ isBehind }) => isBehind !== true)) return;
      // As the window was left: with one of them in front, or none.
      if (shownTabId === undefined) showWelcome();
      else showTab(shownTabId);
    };
    // Effects run twice in React's strict mode; places are opened once.
    if (!hasStarted.current) {
      hasStarted.current = true;
      const shownHash = window.location.hash;
      const shown = parseHash(shownHash);
      let shownTabId: string | undefined;
      const kept = keptHashes();
      const places = shown === undefined || kept.includes(shownHash) ? kept : [...kept, shownHash];
      for (const hash of places) {
        const place = parseHash(hash);
        if (place === undefined) continue;
        openAt(place.path, place.address);
        if (hash === shownHash) shownTabId = useTabs.getState().activeId;
      }
      if (shownTabId !== undefined) showTab(shownTabId);
      void takeRequests();
    }
    // Taken from the host rather than from the event: what stays there would open again on reload.
    return host.on('host.openRequested', () => void takeRequests());
  }, [host, openAt]);

  useEffect(() => {
    const onHashChange = (): void => {
      const place = parseHash(window.location.hash);
      if (place !== undefined) openAt(place.path, place.address);
    };
    window.addEventListener('hashchange', onHashChange);
    return () => window.removeEventListener('hashchange', onHashChange);
  }, [openAt]);

  useEffect(() => {
    const write = (): void => {
      const state = useTabs.getState();
      const tab = activeTab(state);
      const hash = (tab === undefined ? undefined : hashOf(tab)) ?? '';
      if (hash !== window.location.hash) {
        const { pathname, search } = window.location;
        window.history.replaceState(window.history.state, '', `${pathname}${search}${hash}`);
      }
      const hashes = state.tabs.flatMap((known) => hashOf(known) ?? []);
      sessionStorage.setItem(TABS_KEY, JSON.stringify(hashes));
      const name = tab?.content.kind === 'workflow' ? tab.content.identity.name : undefined;
      document.title = name === undefined ? 'Earshot' : `${name} – Earshot`;
    };
    write();
    return useTabs.subscribe(write);
  }, []);
}
