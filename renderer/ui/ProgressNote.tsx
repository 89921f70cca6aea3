import { useEffect, useState } from 'react';
import type { Progress } from '../../shared/contract/client.ts';
import { Button } from './Button.tsx';
import { formatCount } from './format.ts';
import styles from './ProgressNote.module.css';

const SHOW_AFTER_MS = 400;

interface ProgressNoteProps {
  readonly progress: Progress | undefined;
  /** What is done while nothing is known yet. */
  readonly phase?: string | undefined;
  readonly onCancel?: (() => void) | undefined;
}

/** What is being done, how far it is, and Cancel; appears after 400 ms so that fast work stays quiet. */
export function ProgressNote({ progress, phase = 'Loading', onCancel }: ProgressNoteProps) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return <div className={styles.space} />;

  const total = progress?.total;
  const text =
    progress === undefined
      ? phase
      : `${progress.phase}, ${formatCount(progress.done)}${total === undefined ? '' : ` of ${formatCount(total)}`}`;
  return (
    <div className={styles.note} role="status">
      <div className={styles.line}>
        <span className={styles.text}>{text}</span>
        {onCancel !== undefined && (
          <Button variant="quiet" size="small" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
      {progress !== undefined && total !== undefined && total > 0 && (
        <div className={styles.track}>
          <div
            className={styles.done}
            style={{ width: `${Math.min(100, (100 * progress.done) / total)}%` }}
          />
        </div>
      )}
    </div>
  );
}
