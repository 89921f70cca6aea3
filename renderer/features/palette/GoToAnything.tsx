import { FolderClock } from 'lucide-react';
import { useState } from 'react';
import type { SearchMatch } from '../../../shared/contract/search.ts';
import type { Address } from '../../../shared/model/address.ts';
import { useRecents } from '../../queries/library.ts';
import { useOpener } from '../../queries/opening.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { Palette } from './Palette.tsx';
import type { PaletteGroup } from './palette-entry.ts';
import { rankGroups } from './rank-groups.ts';
import { useWorkflowGroups } from './use-workflow-groups.ts';

/** The workflow that is shown, and a way through it. */
export interface PalettePlace {
  readonly workflowId: string;
  readonly address: Address;
  readonly go: (address: Address) => void;
}

interface GoToAnythingProps {
  /** Absent where no workflow is shown. */
  readonly place: PalettePlace | undefined;
  readonly addressOfMatch: (match: SearchMatch) => Address;
  /** What the app itself offers: views before the workflow's own, tabs and commands after. */
  readonly views: PaletteGroup;
  readonly tabs: PaletteGroup;
  readonly commands: PaletteGroup;
  /** Paths of the workflows that have a tab: not among the recent ones as well. */
  readonly openPaths: readonly string[];
  readonly onClose: () => void;
}

/** Values are only looked through once nothing was typed for so long: it may read much. */
const SETTLED_MS = 250;

/** Views, tasks, loops, submissions, elements, parameters, tabs, recents and commands by a few letters. */
export function GoToAnything(props: GoToAnythingProps) {
  const { place, addressOfMatch, views, tabs, commands, onClose } = props;
  const [text, setText] = useState('');
  const settled = useSettled(text, SETTLED_MS);
  const ofWorkflow = useWorkflowGroups(place, text, settled, addressOfMatch);
  const recents = useRecentGroup(props.openPaths);
  const groups = rankGroups(text, [views, ...ofWorkflow.groups, tabs, recents, commands]);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return (
    <Palette
      text={text}
      onText={setText}
      groups={groups}
      status={statusOf(text.trim(), count, ofWorkflow.isReading || settled !== text)}
      onClose={onClose}
    />
  );
}

function statusOf(text: string, count: number, isReading: boolean): string {
  if (text === '') return 'Arrows choose, Enter goes there, Esc closes.';
  if (isReading) return 'Looking through elements and values…';
  return count === 0 ? `Nothing found for “${text}”.` : `${count} found.`;
}

function useRecentGroup(shownPaths: readonly string[]): PaletteGroup {
  const { data } = useRecents();
  const { openPaths } = useOpener();
  const recents = (data?.recents ?? []).filter(({ path }) => !shownPaths.includes(path));
  return {
    name: 'Recent workflows',
    isOffered: true,
    entries: recents.map(({ path, name, isMissing }) => ({
      id: `recent/${path}`,
      label: name,
      detail: isMissing ? `not there now: ${path}` : path,
      words: `recent ${path}`,
      icon: FolderClock,
      isDisabled: isMissing,
      onChoose: () => openPaths([path]),
    })),
  };
}
