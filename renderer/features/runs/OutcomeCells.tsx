import { absenceWords } from '../../ui/absence-words.ts';
import { formatDuration, formatExactTimeUs, withMinusSign } from '../../ui/format.ts';
import { NoValue } from '../../ui/NoValue.tsx';
import styles from './ElementCells.module.css';
import type { LineProps } from './ElementCells.tsx';
import { durationOfLine, exitCodeOfLine } from './line-times.ts';
import { statusOfLine } from './status-of-line.ts';
import { timeWords } from './time-words.ts';

interface TimeCellProps extends LineProps {
  readonly timeUs: number;
  /** Such as `start time`. */
  readonly what: string;
}

/** A time of an element or a run, or why it has none. */
export function TimeCell({ model, line, timeUs, what }: TimeCellProps) {
  if (Number.isNaN(timeUs)) return <Absent model={model} line={line} what={what} />;
  return <span title={formatExactTimeUs(timeUs)}>{timeWords(timeUs, model.times)}</span>;
}

/** How long an element or a run ran, or why that is not known. */
export function RanCell({ model, line }: LineProps) {
  const duration = durationOfLine(model, line);
  if (Number.isNaN(duration)) return <Absent model={model} line={line} what="duration" />;
  return formatDuration(duration);
}

/** An exit code; other than 0 it is what one looks for. */
export function ExitCell({ model, line }: LineProps) {
  const code = exitCodeOfLine(model, line);
  if (Number.isNaN(code)) return <Absent model={model} line={line} what="exit code" />;
  return (
    <span className={code === 0 ? styles.quiet : styles.failed}>{withMinusSign(String(code))}</span>
  );
}

/** Iterations have neither times nor exit codes: their runs have. */
function Absent({ model, line, what }: LineProps & { readonly what: string }) {
  if (line === undefined || line.kind === 'group' || line.kind === 'iteration') return null;
  return <NoValue why={absenceWords(what, statusOfLine(model, line)?.worst, model.writer)} />;
}
