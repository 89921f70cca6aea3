import { classNames } from './class-names.ts';
import styles from './MiddleTruncate.module.css';
import { useMiddleCut } from './use-middle-cut.ts';

interface MiddleTruncateProps {
  readonly text: string;
  readonly isMono?: boolean | undefined;
  readonly className?: string | undefined;
}

/** A name cut in the middle when there is no room: `simulate_…amask_2`. Its title has it whole. */
export function MiddleTruncate({ text, isMono = false, className }: MiddleTruncateProps) {
  const ref = useMiddleCut(text);
  return (
    <span
      ref={ref}
      className={classNames(styles.whole, isMono && styles.mono, className)}
      title={text}
    >
      {/* The name whole, to be read, found and copied; it also takes the room it would like. */}
      <span className={styles.text}>{text}</span>
      <span className={styles.cut} aria-hidden />
    </span>
  );
}
