import { countOf, type StatusCounts, totalOf } from '../../shared/model/status.ts';
import styles from './CountBar.module.css';
import { classNames } from './class-names.ts';
import { presentStatuses } from './count-bar-parts.ts';
import { describeCounts } from './status-words.ts';

interface CountBarProps {
  readonly counts: StatusCounts;
  /** 5, 8 or 14 px high. */
  readonly size?: 'thin' | 'normal' | 'tall' | undefined;
  /** What is counted, for the text alternative: `t1: 12 succeeded`. */
  readonly label?: string | undefined;
}

/** How many runs have each status, as one bar. Its numbers are its text alternative. */
export function CountBar({ counts, size = 'normal', label }: CountBarProps) {
  const numbers = describeCounts(counts);
  const text = label === undefined ? numbers : `${label}: ${numbers}`;
  const present = presentStatuses(counts);
  return (
    <span
      className={classNames(styles.bar, styles[size])}
      role="img"
      aria-label={text}
      title={text}
    >
      {totalOf(counts) === 0 ? (
        <span className={styles.empty} />
      ) : (
        present.map((status) => (
          <span
            key={status}
            data-status={status}
            className={styles.part}
            style={{ flexGrow: countOf(counts, status) }}
          />
        ))
      )}
    </span>
  );
}
