import { useState } from 'react';
import type { ArraySource } from '../../queries/arrays.ts';
import type { ArraySubject } from '../../visuals/quantities.ts';
import styles from './ArrayPane.module.css';
import { ArrayPane } from './ArrayPane.tsx';
import { StatisticsFacts } from './StatisticsFacts.tsx';
import type { ShownSlice } from './shown-slice.ts';

interface ArrayOfFileProps {
  readonly source: ArraySource;
  readonly subject: ArraySubject;
}

/** An array of a file with its statistics below, as one of a parameter has them beside it. */
export default function ArrayOfFile({ source, subject }: ArrayOfFileProps) {
  const [shown, setShown] = useState<ShownSlice>();
  const { info } = subject;
  return (
    <div className={styles.withStatistics}>
      <ArrayPane source={source} subject={subject} onSlice={setShown} />
      {shown?.selection.length === info.shape.length && (
        <aside className={styles.statistics}>
          <StatisticsFacts source={source} info={info} shown={shown} />
        </aside>
      )}
    </div>
  );
}
