import type { DIFF_PARTS, DiffLine, RunDiff } from '../../../shared/contract/reasons.ts';
import { exitCodeWords } from '../../../shared/model/exit-code.ts';
import { durationOfRun } from '../../../shared/model/run-durations.ts';
import { NO_EXIT_CODE, type RunIndex } from '../../../shared/model/run-index.ts';
import { loopIdxOfIteration } from '../../../shared/model/run-index-queries.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { formatDuration } from '../../ui/format.ts';
import { STATUS_WORDS } from '../../ui/status-words.ts';

/** One compared thing. Absent texts: not there. */
export interface DiffRow {
  readonly label: string;
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly differs: boolean;
  /** Under the label: `3.9 times longer`, `largest difference 0.02`. */
  readonly note?: string | undefined;
}

export interface DiffSection {
  readonly title: string;
  readonly rows: readonly DiffRow[];
}

const TITLES: Readonly<Record<(typeof DIFF_PARTS)[number], string>> = {
  inputs: 'Inputs',
  files: 'Input files',
  commands: 'Commands',
  resources: 'Resources',
};

/** How the two ended, and where, from the run index. */
export function outcomeRows(index: RunIndex, left: number, right: number): readonly DiffRow[] {
  const { runs } = index;
  const both = (label: string, textOf: (row: number) => string | undefined): DiffRow => {
    const [a, b] = [textOf(left), textOf(right)];
    return { label, left: a, right: b, differs: a !== b };
  };
  const rows = [
    both('status', (row) => STATUS_WORDS[statusOfCode(runs.status[row] ?? 0)].name),
    both('exit code', (row) => {
      const code = runs.exitCode[row] ?? NO_EXIT_CODE;
      if (code === NO_EXIT_CODE) return undefined;
      const words = exitCodeWords(code);
      return words === undefined || code === 0 ? String(code) : `${code} ${words.short}`;
    }),
    { ...both('ran', (row) => ranText(index, row)), note: timesWords(index, left, right) },
    both('host', (row) => index.hosts[runs.host[row] ?? -1]),
    both('iteration', (row) => {
      const iteration = runs.iteration[row] ?? 0;
      const loops = loopIdxOfIteration(index, iteration);
      const ordinal = String(index.iterations.ordinal[iteration] ?? 0);
      return loops.length === 0
        ? ordinal
        : loops.map(({ loop, iteration: number }) => `${loop} ${number}`).join(', ');
    }),
  ];
  return rows.filter((row) => row.left !== undefined || row.right !== undefined);
}

function ranText(index: RunIndex, row: number): string | undefined {
  const duration = durationOfRun(index, row);
  return Number.isNaN(duration) ? undefined : formatDuration(duration);
}

function timesWords(index: RunIndex, left: number, right: number): string | undefined {
  const times = durationOfRun(index, left) / durationOfRun(index, right);
  if (!Number.isFinite(times) || times <= 0) return undefined;
  if (times >= 1.5) return `${times.toPrecision(2)} times longer`;
  return times <= 1 / 1.5 ? `${(1 / times).toPrecision(2)} times shorter` : undefined;
}

/** What the two runs were given, by kind, in the order of the drawing. */
export function givenSections({ lines }: RunDiff): readonly DiffSection[] {
  return (['inputs', 'files', 'commands', 'resources'] as const).flatMap((part) => {
    const own = lines.filter((line) => line.part === part);
    return own.length === 0 ? [] : [{ title: TITLES[part], rows: own.map(rowOf) }];
  });
}

function rowOf(line: DiffLine): DiffRow {
  const label = line.path.replace(/^(inputs|input_files|resources)\./, '');
  const { array } = line;
  if (array === undefined) {
    return { label, left: line.left, right: line.right, differs: line.differs };
  }
  return { label, left: array.left, right: array.right, differs: true, note: arrayWords(array) };
}

function arrayWords(array: NonNullable<DiffLine['array']>): string | undefined {
  if (array.maxAbsolute === undefined) return array.note;
  const place = array.at === undefined ? '' : ` at [${array.at.join(', ')}]`;
  const size = Number.isNaN(array.maxAbsolute)
    ? 'NaN beside a number'
    : `largest difference ${Number(array.maxAbsolute.toPrecision(6))}`;
  const items = array.differing === undefined ? '' : `; ${array.differing} items differ`;
  return `${size}${place}${items}`;
}
