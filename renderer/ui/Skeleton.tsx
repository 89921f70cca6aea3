import styles from './Skeleton.module.css';

/** Widths of the bars in percent, repeated: enough variety to read as text. */
const WIDTHS = [62, 45, 54, 37, 50] as const;

interface SkeletonProps {
  readonly rows?: number | undefined;
  /** What is loading, for assistive technology. */
  readonly label?: string | undefined;
}

/** Where rows will be, at once. */
export function Skeleton({ rows = 5, label = 'Loading' }: SkeletonProps) {
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((key, row) => (
        <span key={key} className={styles.row} aria-hidden>
          <span className={styles.dot} />
          <span className={styles.bar} style={{ width: `${WIDTHS[row % WIDTHS.length]}%` }} />
        </span>
      ))}
    </div>
  );
}
