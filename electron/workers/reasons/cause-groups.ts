import { NO_EXIT_CODE, type RunIndex } from '../../../shared/model/run-index.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { normalisedLine } from './error-line.ts';
import type { FailureRoots } from './failure-roots.ts';
import { victimsOf } from './failure-roots.ts';
import type { LineageIndex } from './lineage-index.ts';

/** Root failures that have task, action, exit code and last error line in common. */
export interface CauseGroup {
  /** The same for the same cause, while the workflow is open. */
  readonly key: string;
  /** `failed`: recorded; `likely-failed`: inferred; `aborted`: stopped by a person. */
  readonly kind: 'failed' | 'likely-failed' | 'aborted';
  /** Position of the task in the template. */
  readonly task: number;
  readonly action: number;
  /** `undefined` where none is recorded. */
  readonly exitCode: number | undefined;
  /** Last error line of the first of its runs, as it stands in the log. */
  readonly line: string | undefined;
  /** Root run rows, ascending. */
  readonly runs: readonly number[];
  /** Run rows that were skipped because of them, ascending. */
  readonly skipped: readonly number[];
  /** Run rows that failed only because of them, ascending. */
  readonly knockOn: readonly number[];
}

/**
 * Groups the roots. A victim of two causes is counted under each.
 *
 * @param lineOf Last error line of a run row; `undefined` where there is none, or none was read.
 * @returns The most runs first.
 */
export function causeGroups(
  index: RunIndex,
  lineage: LineageIndex,
  roots: FailureRoots,
  lineOf: (row: number) => string | undefined,
): readonly CauseGroup[] {
  const groups = new Map<string, Omit<CauseGroup, 'skipped' | 'knockOn'> & { runs: number[] }>();
  for (const row of roots.roots) {
    const { status, exitCode, action, iteration } = index.runs;
    const of = statusOfCode(status[row] ?? 0);
    const kind = of === 'likely-failed' || of === 'aborted' ? of : 'failed';
    const task = index.elements.task[index.iterations.element[iteration[row] ?? 0] ?? 0] ?? 0;
    const code = exitCode[row] ?? NO_EXIT_CODE;
    const line = lineOf(row);
    const normalised = line === undefined ? '' : normalisedLine(line);
    const key = [kind, task, action[row], code, normalised].join('\n');
    const group = groups.get(key);
    if (group !== undefined) {
      group.runs.push(row);
      continue;
    }
    groups.set(key, {
      key,
      kind,
      task,
      action: action[row] ?? 0,
      exitCode: code === NO_EXIT_CODE ? undefined : code,
      line,
      runs: [row],
    });
  }
  const isKnockOn = new Set(roots.knockOn);
  return [...groups.values()]
    .map((group): CauseGroup => {
      const victims = victimsOf(index, lineage, roots, group.runs);
      return {
        ...group,
        skipped: victims.filter((row) => !isKnockOn.has(row)),
        knockOn: victims.filter((row) => isKnockOn.has(row)),
      };
    })
    .sort((a, b) => b.runs.length - a.runs.length || (a.runs[0] ?? 0) - (b.runs[0] ?? 0));
}
