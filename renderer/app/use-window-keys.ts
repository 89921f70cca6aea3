import { useEffect } from 'react';
import type { Opener } from '../queries/opening.ts';
import { usePreferences } from '../ui/preferences.ts';
import { focusNextPane } from './pane-focus.ts';
import { activeTab, goInTab, stepInTab, useTabs } from './tabs-store.ts';
import { isTextField } from './use-paste.ts';
import { showPalette, showSettings, toggleInspector } from './view-state.ts';
import { SIDEBAR_ENTRIES } from './views.ts';

/** Shows the view with this number, keeping the selection. False when nothing is to be done. */
function showView(number: number): boolean {
  const tab = activeTab(useTabs.getState());
  const entry = SIDEBAR_ENTRIES[number - 1];
  if (tab?.content.kind !== 'workflow' || entry === undefined) return false;
  const address = tab.history.entries[tab.history.at];
  goInTab(tab.id, { ...address, view: entry.view }, false);
  return true;
}

function step(by: -1 | 1): boolean {
  const tab = activeTab(useTabs.getState());
  if (tab === undefined) return false;
  stepInTab(tab.id, by);
  return true;
}

/** What a key does everywhere in the window; false when it is not ours. */
function act(event: KeyboardEvent, opener: Opener): boolean {
  const { key } = event;
  if (key === 'F6') return focusNextPane(event.shiftKey ? -1 : 1);
  if (event.altKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
    return step(key === 'ArrowLeft' ? -1 : 1);
  }
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (isCommand && key.toLowerCase() === 'o') {
    opener.chooseFolder();
    return true;
  }
  if (isCommand && key.toLowerCase() === 'k') {
    showPalette();
    return true;
  }
  if (isCommand && /^[1-9]$/.test(key)) return showView(Number(key));
  if (isCommand && key === ',') {
    showSettings();
    return true;
  }
  if (!usePreferences.getState().hasSingleKeys) return false;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isPlain && key.toLowerCase() === 'i' && !isTextField(event.target)) {
    toggleInspector();
    return true;
  }
  return false;
}

/** The keys of the window: the palette, views, Back and Forward, panes, Open. A dialog has its keys for itself. */
export function useWindowKeys(opener: Opener): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]') !== null) return;
      if (act(event, opener)) event.preventDefault();
    };
    // The mouse's own back and forward buttons.
    const onMouseUp = (event: MouseEvent): void => {
      if ((event.button === 3 && step(-1)) || (event.button === 4 && step(1))) {
        event.preventDefault();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('mouseup', onMouseUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('mouseup', onMouseUp);
    };
  }, [opener]);
}
