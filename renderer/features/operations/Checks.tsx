import { Check as CheckIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Checks.module.css';
import type { Check } from './check-words.ts';

interface ChecksProps {
  readonly checks: readonly Check[];
  readonly label: string;
  /** Further rows. */
  readonly children?: ReactNode;
}

/** What was looked at: what is in order, and what is worth knowing. */
export function Checks({ checks, label, children }: ChecksProps) {
  return (
    <ul className={styles.list} aria-label={label}>
      {checks.map(({ kind, text }) => (
        <CheckRow key={text} kind={kind}>
          {text}
        </CheckRow>
      ))}
      {children}
    </ul>
  );
}

interface CheckRowProps {
  readonly kind: Check['kind'];
  readonly children: ReactNode;
}

/** One line of {@link Checks}. */
export function CheckRow({ kind, children }: CheckRowProps) {
  return (
    <li className={styles.row}>
      <span className={styles[kind]}>
        <Icon of={kind === 'good' ? CheckIcon : TriangleAlert} size={14} />
      </span>
      <span>
        {kind === 'warn' && <span className="visually-hidden">Note: </span>}
        {children}
      </span>
    </li>
  );
}
