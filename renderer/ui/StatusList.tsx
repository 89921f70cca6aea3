import { type ReactNode, useState } from 'react';
import type { RunStatus } from '../../shared/model/status.ts';
import { Button } from './Button.tsx';
import { formatCount } from './format.ts';
import { StatusGlyph } from './StatusGlyph.tsx';
import styles from './StatusList.module.css';

interface StatusListProps {
  readonly label: string;
  /** What the lines are of, such as rows of the run index. */
  readonly rows: ArrayLike<number>;
  /** Lines that are shown before all are asked for. */
  readonly atFirst: number;
  readonly statusOf: (row: number) => RunStatus;
  readonly children: (row: number) => ReactNode;
}

/** More are counted: nobody reads them one by one, and tables have them. */
const MOST = 500;

/** A line for each row, with its status; the first few, then all. */
export function StatusList({ label, rows, atFirst, statusOf, children }: StatusListProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = Array.from(rows).slice(0, isWhole ? MOST : atFirst);
  return (
    <>
      <ul aria-label={label}>
        {shown.map((row) => (
          <li key={row} className={styles.line}>
            <StatusGlyph status={statusOf(row)} />
            {children(row)}
          </li>
        ))}
      </ul>
      {rows.length > atFirst && !isWhole && (
        <Button variant="quiet" size="small" onClick={() => setWhole(true)}>
          Show all {formatCount(rows.length)}
        </Button>
      )}
      {isWhole && rows.length > MOST && <p>and {formatCount(rows.length - MOST)} more</p>}
    </>
  );
}
