import type { ReactNode } from 'react';
import styles from './PaneBar.module.css';

interface PaneBarProps {
  /** What the pane shows; left out where the bar above says so. */
  readonly title?: string | undefined;
  /** How it is shown. */
  readonly children?: ReactNode;
  /** At the right: what can be done with it. */
  readonly end?: ReactNode;
}

/** The bar above a value or a picture. */
export function PaneBar({ title, children, end }: PaneBarProps) {
  return (
    <div className={styles.bar}>
      {title !== undefined && (
        <h2 className={styles.title} title={title}>
          {title}
        </h2>
      )}
      {children}
      <div className={styles.end}>{end}</div>
    </div>
  );
}
