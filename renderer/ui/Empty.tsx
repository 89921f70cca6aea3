import type { ReactNode } from 'react';
import styles from './Empty.module.css';

interface EmptyProps {
  readonly title: string;
  /** Why it is empty, or that this is good. */
  readonly children?: ReactNode;
  /** What to do next. */
  readonly action?: ReactNode;
}

/** Nothing to show, said in words. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.title}>{title}</span>
      {children !== undefined && <span className={styles.text}>{children}</span>}
      {action !== undefined && <span className={styles.action}>{action}</span>}
    </div>
  );
}
