import { type StatusCounts, totalOf } from '../../../shared/model/status.ts';
import { countBarParts } from '../../ui/count-bar-parts.ts';
import styles from './CountBarShapes.module.css';

interface CountBarShapesProps {
  readonly counts: StatusCounts;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Id of the pattern for what was not run. */
  readonly hatch: string;
}

/** A count bar in a drawing; its numbers stand beside it. */
export function CountBarShapes({ counts, widthPx, heightPx, hatch }: CountBarShapesProps) {
  if (totalOf(counts) === 0) {
    return <rect className={styles.none} y={heightPx / 2 - 0.5} width={widthPx} height={1} />;
  }
  return countBarParts(counts, widthPx).map(({ status, x, width }) => (
    <g key={status} className={styles.part} data-status={status}>
      <rect className={styles.cell} x={x} width={width} height={heightPx} />
      {(status === 'skipped' || status === 'ended-by-loop') && (
        <rect x={x} width={width} height={heightPx} fill={`url(#${hatch})`} />
      )}
    </g>
  ));
}
