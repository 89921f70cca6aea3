import { useEffect } from 'react';
import type { AppCommandId } from '../../shared/contract/app-commands.ts';
import { usePreferences } from '../ui/preferences.ts';
import { commandOfKeys } from './command-keys.ts';
import { focusNextPane } from './pane-focus.ts';
import { activeTab, goInTab, useTabs } from './tabs-store.ts';
import type { RunCommand } from './use-app-commands.ts';
import { isTextField } from './use-paste.ts';
import { SIDEBAR_ENTRIES } from './views.ts';

/** By the button of the mouse. */
const MOUSE_COMMANDS: Readonly<Partial<Record<number, AppCommandId>>> = {
  3: 'go-back',
  4: 'go-forward',
};

/** Shows the view with this number, keeping the selection. False when nothing is to be done. */
function showView(number: number): boolean {
  const tab = activeTab(useTabs.getState());
  const entry = SIDEBAR_ENTRIES[number - 1];
  if (tab?.content.kind !== 'workflow' || entry === undefined) return false;
  const address = tab.history.entries[tab.history.at];
  goInTab(tab.id, { ...address, view: entry.view }, false);
  return true;
}

function hasWorkflow(): boolean {
  return activeTab(useTabs.getState())?.content.kind === 'workflow';
}

/** What a key does everywhere in the window; false when it is not ours. */
function act(event: KeyboardEvent, run: RunCommand): boolean {
  const { key } = event;
  if (key === 'F6') return focusNextPane(event.shiftKey ? -1 : 1);
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (isCommand && /^[1-9]$/.test(key)) return showView(Number(key));
  // As in a browser, where reading again would lose the place.
  if (isCommand && key.toLowerCase() === 'r' && hasWorkflow()) {
    run('check-now');
    return true;
  }
  const hasSingleKeys = usePreferences.getState().hasSingleKeys && !isTextField(event.target);
  const command = commandOfKeys(event, hasSingleKeys);
  if (command === undefined || (command === 'check-now' && !hasWorkflow())) return false;
  run(command);
  return true;
}

/** The keys of the window: the palette, views, Back and Forward, panes, Open. A dialog has its keys for itself. */
export function useWindowKeys(run: RunCommand): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]') !== null) return;
      if (act(event, run)) event.preventDefault();
    };
    // The mouse's own back and forward buttons.
    const onMouseUp = (event: MouseEvent): void => {
      const command = MOUSE_COMMANDS[event.button];
      if (command === undefined) return;
      run(command);
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('mouseup', onMouseUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('mouseup', onMouseUp);
    };
  }, [run]);
}
