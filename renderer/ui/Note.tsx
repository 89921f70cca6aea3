import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import styles from './Note.module.css';
import { StatusGlyph } from './StatusGlyph.tsx';

interface NoteProps {
  readonly kind?: 'info' | 'warn' | 'error' | undefined;
  /** One sentence of cause, in bold. */
  readonly title: ReactNode;
  /** Facts. */
  readonly children?: ReactNode;
  /** One link or two buttons. */
  readonly actions?: ReactNode;
}

/** Cause, facts, and what to do. Never stacked. */
export function Note({ kind = 'info', title, children, actions }: NoteProps) {
  return (
    <div
      className={classNames(styles.note, styles[kind])}
      role={kind === 'error' ? 'alert' : 'note'}
    >
      <span className={styles.sign}>
        {kind === 'error' ? (
          <StatusGlyph status="error" label="Error" />
        ) : (
          <Icon of={kind === 'warn' ? TriangleAlert : Info} />
        )}
      </span>
      <div className={styles.body}>
        <span className={styles.title}>{title}</span>
        {children !== undefined && <> {children}</>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
