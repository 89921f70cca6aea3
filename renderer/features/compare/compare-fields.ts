import {
  COMPARED_NO_PART,
  COMPARED_UNREADABLE,
  COMPARED_UNSET,
  type ComparedLine,
  type ComparedPart,
  type Comparison,
} from '../../../shared/contract/comparison.ts';
import { exitCodeWords } from '../../../shared/model/exit-code.ts';
import { durationOfRun } from '../../../shared/model/run-durations.ts';
import { NO_EXIT_CODE, type RunIndex } from '../../../shared/model/run-index.ts';
import { runsOfIteration } from '../../../shared/model/run-index-queries.ts';
import {
  type GroupStatus,
  groupStatus,
  mostUrgent,
  noRuns,
  statusOfCode,
  URGENCY,
} from '../../../shared/model/status.ts';
import { absenceWords } from '../../ui/absence-words.ts';
import { formatDuration } from '../../ui/format.ts';
import { STATUS_WORDS } from '../../ui/status-words.ts';

/** One compared thing, of all places. */
export interface CompareField {
  readonly key: string;
  readonly section: string;
  readonly label: string;
  /** Equal where the values are. */
  readonly codeAt: (place: number) => number;
  readonly textAt: (place: number) => string;
  /** Not set, or not readable: no text of a value. */
  readonly isAbsent: (place: number) => boolean;
  readonly differs: boolean;
  /** Where the values come from. */
  readonly line?: ComparedLine | undefined;
}

const SECTIONS: Readonly<Record<ComparedPart, string>> = {
  inputs: 'Input',
  files: 'File',
  resources: 'Resource',
  outputs: 'Output',
};

/**
 * How the runs of iterations ended, then what they were given and gave.
 *
 * @param writer What wrote the workflow, such as `hpcFlow 0.2.0a59`.
 */
export function compareFields(
  index: RunIndex,
  iterations: readonly number[],
  comparison: Comparison,
  writer: string,
): readonly CompareField[] {
  return [...outcomeFields(index, iterations, writer), ...comparison.lines.map(fieldOfLine)];
}

function fieldOfLine(line: ComparedLine): CompareField {
  const { part, entry, steps, codes, texts, parameters } = line;
  const name = entry.replace(/^[a-z_]+\./, '');
  const codeAt = (place: number): number => codes[place] ?? COMPARED_UNSET;
  // Arrays that look alike may differ: only where they are one parameter they surely do not.
  const areArraysMany = parameters !== undefined && new Set(parameters).size > 1;
  return {
    key: JSON.stringify([entry, ...steps]),
    section: SECTIONS[part],
    label: steps.reduce<string>(
      (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`),
      name,
    ),
    codeAt,
    textAt: (place) => {
      const code = codeAt(place);
      if (code === COMPARED_UNREADABLE) return 'cannot be read';
      if (code === COMPARED_NO_PART) return 'no such part';
      return texts[code] ?? 'not set';
    },
    isAbsent: (place) => codeAt(place) < 0,
    differs: line.differs || areArraysMany,
    line,
  };
}

/** Status of the runs of an iteration, and the worst of it. */
export function statusOfIteration(index: RunIndex, iteration: number): GroupStatus | undefined {
  const counts = noRuns();
  const { start, stop } = runsOfIteration(index, iteration);
  for (let row = start; row < stop; row += 1) {
    const code = index.runs.status[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const status = groupStatus(counts);
  return status === 'mixed' ? mostUrgent(counts) : status;
}

function outcomeFields(
  index: RunIndex,
  iterations: readonly number[],
  writer: string,
): CompareField[] {
  const { runs } = index;
  const rowsOf = (iteration: number): number[] => {
    const { start, stop } = runsOfIteration(index, iteration);
    return Array.from({ length: stop - start }, (_, at) => start + at);
  };
  const urgent = (iteration: number): number | undefined => {
    const rank = (row: number): number => URGENCY.indexOf(statusOfCode(runs.status[row] ?? 0));
    const coded = rowsOf(iteration).filter(
      (row) => (runs.exitCode[row] ?? NO_EXIT_CODE) !== NO_EXIT_CODE,
    );
    return coded.sort((a, b) => rank(a) - rank(b))[0];
  };
  const absence = (label: string, iteration: number): string => {
    const [row] = rowsOf(iteration);
    const shown = statusOfIteration(index, iteration);
    const status = shown === 'mixed' || row === undefined ? undefined : shown;
    return absenceWords(label === 'ran' ? 'duration' : label, status, writer);
  };
  const field = (label: string, textOf: (iteration: number) => string | undefined) => {
    const texts = iterations.map(textOf);
    const distinct = [...new Set(texts)];
    const codes = texts.map((text) => distinct.indexOf(text));
    return {
      key: label,
      section: 'Outcome',
      label,
      codeAt: (place: number) => codes[place] ?? -1,
      textAt: (place: number) => texts[place] ?? absence(label, iterations[place] ?? -1),
      isAbsent: (place: number) => texts[place] === undefined,
      differs: distinct.length > 1,
    };
  };
  return [
    field('status', (iteration) => {
      const status = statusOfIteration(index, iteration);
      return status === undefined ? undefined : STATUS_WORDS[status].name;
    }),
    field('exit code', (iteration) => {
      const row = urgent(iteration);
      if (row === undefined) return undefined;
      const code = runs.exitCode[row] ?? NO_EXIT_CODE;
      const words = exitCodeWords(code);
      return words === undefined || code === 0 ? String(code) : `${code} ${words.short}`;
    }),
    field('ran', (iteration) => {
      const ended = rowsOf(iteration)
        .map((row) => durationOfRun(index, row))
        .filter((duration) => !Number.isNaN(duration));
      if (ended.length === 0) return undefined;
      return formatDuration(ended.reduce((sum, duration) => sum + duration, 0));
    }),
    field('host', (iteration) => {
      const hosts = rowsOf(iteration).flatMap((row) => index.hosts[runs.host[row] ?? -1] ?? []);
      return hosts.length === 0 ? undefined : [...new Set(hosts)].join(', ');
    }),
  ].filter(({ isAbsent }) => iterations.some((_, place) => !isAbsent(place)));
}
