import { AppWindow, SquareTerminal } from 'lucide-react';
import type { AppCommand } from '../../shared/contract/app-commands.ts';
import type { SearchMatch } from '../../shared/contract/search.ts';
import type { Address } from '../../shared/model/address.ts';
import type { PaletteGroup } from '../features/palette/palette-entry.ts';
import { formatPlace } from '../features/parameters/value-place.ts';
import type { CommandEntry } from '../queries/workflow-commands.ts';
import { nameOfTab } from './tab-name.ts';
import { showTab, type Tab } from './tabs-store.ts';
import type { RunCommand } from './use-app-commands.ts';
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

/** What the app offers, and in its middle what can be done with the whole workflow that is shown. */
export function commandGroup(
  offered: readonly AppCommand[],
  run: RunCommand,
  entries: readonly CommandEntry[],
): PaletteGroup {
  const ofApp = offered
    .filter(({ isNotInPalette }) => isNotInPalette !== true)
    .map(({ id, label, keys, words }) => ({
      id: `command/${id}`,
      label,
      keys,
      words,
      icon: SquareTerminal,
      onChoose: () => run(id),
    }));
  // A host that only reads says so in an entry that does nothing.
  const ofWorkflow = entries
    .filter(({ id }) => id !== 'read-only')
    .map(({ id, label, keys, isDisabled, onChoose }) => ({
      id: `command/workflow/${id}`,
      label,
      keys,
      isDisabled,
      detail: isDisabled ? 'not on this host' : undefined,
      words: 'workflow folder remove',
      icon: SquareTerminal,
      onChoose,
    }));
  return { name: 'Commands', isOffered: true, entries: [...ofApp, ...ofWorkflow] };
}
