import type { Task } from '../../../shared/contract/documents.ts';
import type { Cause, Failures } from '../../../shared/contract/reasons.ts';
import { actionName } from '../../../shared/model/action-name.ts';
import { exitCodeWords } from '../../../shared/model/exit-code.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { formatCount, formatCounted, formatDuration } from '../../ui/format.ts';

/** Codes that programs give for any error: their log says more. */
const SAYS_LITTLE = new Set([1, 2, 255]);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What happened, in one line. */
export function causeTitle({ kind, exitCode, line }: Cause): string {
  if (kind === 'aborted') return 'Aborted by a person';
  const words = exitCode === undefined ? undefined : exitCodeWords(exitCode);
  if (words !== undefined && exitCode !== undefined && !SAYS_LITTLE.has(exitCode)) {
    return capital(words.short);
  }
  if (line !== undefined) return line;
  if (kind === 'likely-failed') return 'Ended without its output';
  if (exitCode === undefined) return 'Failed without an exit code';
  return words === undefined ? `Ended with exit code ${exitCode}` : capital(words.short);
}

/** Where: task, action, iterations, exit code. */
export function causePlace(cause: Cause, task: Task | undefined, index: RunIndex): string {
  const iterations = new Set<number>();
  for (const row of cause.runs) iterations.add(placeOfRun(index, row).iteration);
  const numbers = [...iterations].sort((a, b) => a - b);
  const iteration =
    task === undefined || task.loops.length === 0
      ? []
      : [
          `iteration${numbers.length > 1 ? 's' : ''} ${numbers.length > 3 ? `${numbers[0]} to ${numbers.at(-1)}` : numbers.join(', ')}`,
        ];
  const exit =
    cause.exitCode === undefined
      ? [cause.kind === 'likely-failed' ? 'inferred' : 'no exit code']
      : [`exit ${cause.exitCode}`];
  const where = task === undefined ? 'a task' : `${task.name} › ${actionName(task, cause.action)}`;
  return [where, ...iteration, ...exit].join(' · ');
}

/** `363 skipped`, `20 skipped, 15 failed after it`. */
export function victimWords({ skipped, knockOn }: Cause): string | undefined {
  const parts = [
    ...(skipped.length > 0 ? [`${formatCount(skipped.length)} skipped`] : []),
    ...(knockOn.length > 0 ? [`${formatCount(knockOn.length)} failed after it`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : undefined;
}

/** Of all runs that have ended, the part of the time in which failures count as close together. */
const CLOSE = 0.1;

/** What the runs of a cause have in common beside their inputs; `undefined` when nothing has. */
export function closenessWords(cause: Cause, index: RunIndex): string | undefined {
  if (cause.runs.length < 3) return undefined;
  const { endUs } = index.runs;
  const span = spanOf(cause.runs, endUs);
  const whole = spanOf(endUs.keys(), endUs);
  if (!(span < whole * CLOSE)) return undefined;
  return `All within ${formatDuration(span)}`;
}

function spanOf(rows: Iterable<number>, endUs: Float64Array): number {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const end = endUs[row] ?? Number.NaN;
    if (Number.isNaN(end)) continue;
    first = Math.min(first, end);
    last = Math.max(last, end);
  }
  return last - first;
}

/** `for 3 reasons`: causes of failures, those stopped by a person apart. */
export function reasonWords(causes: readonly Cause[]): string {
  return `for ${formatCounted(causes.filter(({ kind }) => kind !== 'aborted').length, 'reason')}`;
}

/** How many of the failures are none of their own. */
export function knockOnWords({ knockOn, causes }: Failures): string | undefined {
  if (knockOn.length === 0) return undefined;
  const culprits = causes.reduce(
    (sum, cause) => sum + (cause.kind === 'aborted' ? 0 : cause.runs.length),
    0,
  );
  return `${formatCounted(culprits, 'run')} failed by ${culprits === 1 ? 'itself' : 'themselves'}, ${formatCount(knockOn.length)} only because an input never came.`;
}
