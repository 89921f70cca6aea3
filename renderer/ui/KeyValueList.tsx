import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './KeyValueList.module.css';

export interface KeyValue {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: ReactNode;
}

interface KeyValueListProps {
  readonly items: readonly KeyValue[];
  /** Values at the right edge (facts) or beside their labels (details). */
  readonly align?: 'end' | 'start' | undefined;
}

/** Facts: a label and its value per line. */
export function KeyValueList({ items, align = 'end' }: KeyValueListProps) {
  return (
    <dl className={classNames(styles.list, align === 'start' && styles.start)}>
      {items.map((item) => (
        <div key={item.key} className={styles.item}>
          <dt className={styles.label}>{item.label}</dt>
          <dd className={styles.value}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
