import type { RunStatus } from '../../shared/model/status.ts';
import styles from './PositionStrip.module.css';

interface PositionStripProps {
  /** Elements of the task. */
  readonly count: number;
  /** Indexes of those to mark, ascending. */
  readonly failed: readonly number[];
  readonly status: RunStatus;
  /** The same in words. */
  readonly label: string;
}

const WIDTH = 200;
const HEIGHT = 14;
/** Marks are at least as wide as can be seen; more elements than pixels share one. */
const LEAST_PX = 2;
const TICKS = 4;

/** Where in a task its failed elements are: in a row, in one block, or scattered. */
export function PositionStrip({ count, failed, status, label }: PositionStripProps) {
  const perElement = WIDTH / Math.max(1, count);
  const width = Math.max(LEAST_PX, perElement - 1);
  const places = [...new Set(failed.map((element) => Math.round(element * perElement)))];
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
      className={styles.strip}
      data-status={status}
    >
      <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className={styles.axis} />
      {Array.from({ length: TICKS + 1 }, (_, at) => (at * WIDTH) / TICKS).map((x) => (
        <line key={x} x1={x} x2={x} y1={HEIGHT + 1} y2={HEIGHT + 4} className={styles.axis} />
      ))}
      {places.map((x) => (
        <rect
          key={x}
          x={Math.min(x, WIDTH - width)}
          y={0}
          width={width}
          height={HEIGHT}
          className={styles.mark}
        />
      ))}
    </svg>
  );
}
