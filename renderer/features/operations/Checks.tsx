import { Check as CheckIcon, TriangleAlert } from 'lucide-react';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Checks.module.css';
import type { Check } from './check-words.ts';

interface ChecksProps {
  readonly checks: readonly Check[];
  readonly label: string;
}

/** What was looked at: what is in order, and what is worth knowing. */
export function Checks({ checks, label }: ChecksProps) {
  return (
    <ul className={styles.list} aria-label={label}>
      {checks.map(({ kind, text }) => (
        <li key={text} className={styles.row}>
          <span className={styles[kind]}>
            <Icon of={kind === 'good' ? CheckIcon : TriangleAlert} size={14} />
          </span>
          <span>
            {kind === 'warn' && <span className="visually-hidden">Note: </span>}
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
