import type { AppCommand } from '../../shared/contract/app-commands.ts';

/** A place and its keys: what the sheet of shortcuts lists. Only what there is. */
interface ShortcutGroup {
  readonly where: string;
  readonly keys: readonly (readonly [keys: string, does: string])[];
}

const EVERYWHERE = 'Everywhere';

/** Keys that belong to a place, or to none of the commands. */
const OTHERS: readonly ShortcutGroup[] = [
  {
    where: EVERYWHERE,
    keys: [
      ['Ctrl 1 … 9', 'views in sidebar order'],
      ['Ctrl R', 'read the workflow again, as F5'],
      ['F6', 'next pane'],
      ['Shift F6', 'previous pane'],
      ['[', 'previous loop iteration'],
      [']', 'next loop iteration'],
      ['{', 'previous iteration of the outer loop'],
      ['}', 'next iteration of the outer loop'],
    ],
  },
  {
    where: 'Runs and failures',
    keys: [
      ['F', 'show failed runs only, or all again'],
      ['N', 'next failure'],
      ['P', 'previous failure'],
      ['/', 'search in the table'],
    ],
  },
  {
    where: 'A run',
    keys: [
      ['R', 'root failure of a run that was skipped or failed in turn'],
      ['D', 'diff with the nearest success'],
      ['S', 'siblings that share an input, and how they ended; again: the next input'],
      ['L', 'its log, whole'],
      ['Alt ↑', 'run that made its input'],
      ['Alt ↓', 'first run that used its output'],
    ],
  },
  {
    where: 'Map',
    keys: [
      ['← → ↑ ↓', 'move from cell to cell'],
      ['PgUp PgDn', 'move by a screen'],
      ['Home End', 'first and last element'],
      ['+ −', 'zoom'],
      ['0', 'show everything'],
      ['H', 'highlight the path of the selected run, or all again'],
      ['Wheel', 'zoom'],
      ['Shift Wheel', 'move up and down'],
      ['Drag', 'select elements'],
    ],
  },
  {
    where: 'Graph',
    keys: [
      ['↑ ↓', 'along what flows, from task to task'],
      ['← →', 'task beside it'],
      ['Enter', 'its runs'],
      ['E', 'open the task into its actions, or close it'],
      ['H', 'highlight the path of the selected run or task, or all again'],
      ['/', 'find a task'],
      ['+ −', 'zoom'],
      ['0', 'show everything'],
      ['Wheel', 'zoom'],
      ['Shift Wheel', 'move up and down'],
      ['Drag', 'move'],
    ],
  },
  {
    where: 'Timeline',
    keys: [
      ['← →', 'previous and next run of the lane'],
      ['↑ ↓', 'run of the lane above and below'],
      ['PgUp PgDn', 'earlier and later'],
      ['+ −', 'zoom'],
      ['0', 'show all of the time'],
      ['Ctrl Wheel', 'zoom'],
      ['Shift Wheel', 'move in time'],
      ['Drag', 'show that time'],
    ],
  },
  {
    where: 'Tables and trees',
    keys: [
      ['↑ ↓', 'previous and next row'],
      ['PgUp PgDn', 'move by a screen'],
      ['Home End', 'first and last row'],
      ['→ ←', 'open and close a row'],
      ['Enter', 'go in, or open and close'],
      ['Shift Click', 'select elements from here to there'],
      ['Esc', 'close, clear the selection'],
    ],
  },
  {
    where: 'Texts and arrays',
    keys: [
      ['Ctrl F', 'search in the text'],
      ['Ctrl C', 'copy the selected cells of an array'],
      ['Delete', 'close the tab that has the focus'],
    ],
  },
];

/** All keys there are, those of the commands first. */
export function shortcutGroups(offered: readonly AppCommand[]): readonly ShortcutGroup[] {
  const ofCommands = offered.flatMap(({ keys, does }) =>
    keys === undefined ? [] : [[keys, does] as const],
  );
  return OTHERS.map((group) =>
    group.where === EVERYWHERE ? { ...group, keys: [...ofCommands, ...group.keys] } : group,
  );
}
