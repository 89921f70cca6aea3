import { classNames } from './class-names.ts';
import styles from './MiddleTruncate.module.css';

/** Characters at the end that stay visible: where names that share a beginning differ. */
const TAIL_LENGTH = 10;

interface MiddleTruncateProps {
  readonly text: string;
  readonly isMono?: boolean | undefined;
  readonly className?: string | undefined;
}

/** A name cut in the middle when there is no room: `simulate_…amask_2`. Its title has it whole. */
export function MiddleTruncate({ text, isMono = false, className }: MiddleTruncateProps) {
  const tail = Math.min(TAIL_LENGTH, Math.floor(text.length * 0.45));
  const cut = text.length - tail;
  return (
    <span className={classNames(styles.whole, isMono && styles.mono, className)} title={text}>
      {/* The name whole, once, to be read, found and copied; its parts are only drawn. */}
      <span className="visually-hidden">{text}</span>
      <span className={styles.head} data-text={text.slice(0, cut)} aria-hidden />
      <span className={styles.tail} data-text={text.slice(cut)} aria-hidden />
    </span>
  );
}
