import { AppWindow, SquareTerminal } from 'lucide-react';
import type { SearchMatch } from '../../shared/contract/search.ts';
import type { Address } from '../../shared/model/address.ts';
import type { PaletteEntry, PaletteGroup } from '../features/palette/palette-entry.ts';
import { formatPlace } from '../features/parameters/value-place.ts';
import type { Opener } from '../queries/opening.ts';
import type { CommandEntry } from '../queries/workflow-commands.ts';
import { nameOfTab } from './tab-name.ts';
import { showTab, stepInTab, type Tab } from './tabs-store.ts';
import { showSettings, toggleInspector } from './view-state.ts';
import { SIDEBAR_ENTRIES } from './views.ts';

/** Where a name or value that was found is shown. */
export function addressOfMatch(match: SearchMatch): Address {
  const { taskInsertId, element, iteration, entry, steps } = match;
  const parameter = formatPlace({ entry, path: steps });
  return { view: 'parameters', task: taskInsertId, element, iteration, parameter };
}

/** The views; changing between them keeps the selection. */
export function viewGroup(address: Address, go: (address: Address) => void): PaletteGroup {
  return {
    name: 'Views',
    isOffered: true,
    entries: SIDEBAR_ENTRIES.map(({ view, name, icon }, at) => ({
      id: `view/${view}`,
      label: name,
      keys: `Ctrl ${at + 1}`,
      icon,
      onChoose: () => go({ ...address, view }),
    })),
  };
}

export const NO_VIEWS: PaletteGroup = { name: 'Views', entries: [] };

/** The other tabs. */
export function tabGroup(tabs: readonly Tab[], shownId: string): PaletteGroup {
  return {
    name: 'Open tabs',
    isOffered: true,
    entries: tabs
      .filter(({ id }) => id !== shownId)
      .map((tab) => ({
        id: `tab/${tab.id}`,
        label: nameOfTab(tab),
        detail: tab.content.kind === 'workflow' ? tab.content.identity.path : undefined,
        words: 'tab',
        icon: AppWindow,
        onChoose: () => showTab(tab.id),
      })),
  };
}

/** What can be done with the shown workflow, if any; a host that only reads says so. */
export interface WorkflowActs {
  readonly tabId: string;
  readonly entries: readonly CommandEntry[];
  readonly copyLink: () => void;
}

interface AppActs {
  readonly opener: Opener;
  readonly showShortcuts: () => void;
}

export function commandGroup(acts: AppActs, workflow: WorkflowActs | undefined): PaletteGroup {
  const { opener, showShortcuts } = acts;
  const command = (
    label: string,
    onChoose: () => void,
    more: Partial<PaletteEntry> = {},
  ): PaletteEntry => ({
    id: `command/${label}`,
    label,
    icon: SquareTerminal,
    onChoose,
    ...more,
  });
  const ofWorkflow =
    workflow === undefined
      ? []
      : [
          ...workflow.entries
            .filter(({ id }) => id !== 'read-only')
            .map(({ label, keys, isDisabled, onChoose }) =>
              command(label, onChoose, {
                keys,
                isDisabled,
                detail: isDisabled ? 'not on this host' : undefined,
                words: 'workflow folder remove',
              }),
            ),
          command('Copy link to this place', workflow.copyLink, { words: 'address url share' }),
          command('Inspector on or off', toggleInspector, { keys: 'I', words: 'toggle panel' }),
          command('Back', () => stepInTab(workflow.tabId, -1), { keys: 'Alt ←' }),
          command('Forward', () => stepInTab(workflow.tabId, 1), { keys: 'Alt →' }),
        ];
  return {
    name: 'Commands',
    isOffered: true,
    entries: [
      command('Open a folder…', opener.chooseFolder, { keys: 'Ctrl O', words: 'workflow file' }),
      command('Paste a path or link…', opener.pastePath, { keys: 'Ctrl V', words: 'open address' }),
      command('Open the sample workflow', opener.openSample, { words: 'example demo' }),
      ...ofWorkflow,
      command('Settings', showSettings, {
        keys: 'Ctrl ,',
        words: 'preferences theme dark light high contrast density time zone utc',
      }),
      command('Keyboard shortcuts', showShortcuts, { keys: '?', words: 'help keys list' }),
    ],
  };
}
