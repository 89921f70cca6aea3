import { durationOfRun } from '../../../shared/model/run-durations.ts';
import { NO_EXIT_CODE } from '../../../shared/model/run-index.ts';
import type { Line, TableModel } from './table-model.ts';

type Times = Pick<TableModel, 'index' | 'summaries'>;

/** Start of a line in µs since 1970 UTC; NaN where there is none (iterations have no times). */
export function startOfLine({ index, summaries }: Times, line: Line | undefined): number {
  if (line?.kind === 'element') return summaries.startUs[line.element] ?? Number.NaN;
  if (line?.kind === 'run') return index.runs.startUs[line.run] ?? Number.NaN;
  return Number.NaN;
}

export function endOfLine({ index, summaries }: Times, line: Line | undefined): number {
  if (line?.kind === 'element') return summaries.endUs[line.element] ?? Number.NaN;
  if (line?.kind === 'run') return index.runs.endUs[line.run] ?? Number.NaN;
  return Number.NaN;
}

/** Exit code of a run, or of the most urgent run of an element; NaN where none is recorded. */
export function exitCodeOfLine({ index, summaries }: Times, line: Line | undefined): number {
  if (line?.kind === 'element') return summaries.exitCode[line.element] ?? Number.NaN;
  if (line?.kind !== 'run') return Number.NaN;
  const code = index.runs.exitCode[line.run] ?? NO_EXIT_CODE;
  return code === NO_EXIT_CODE ? Number.NaN : code;
}

/** Time spent in runs, in µs. */
export function durationOfLine({ index, summaries }: Times, line: Line | undefined): number {
  if (line?.kind === 'element') return summaries.ranUs[line.element] ?? Number.NaN;
  if (line?.kind === 'run') return durationOfRun(index, line.run);
  return Number.NaN;
}
