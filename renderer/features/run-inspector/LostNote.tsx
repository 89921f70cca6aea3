import { useMemo } from 'react';
import { probablyLost } from '../../../shared/model/probably-lost.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { formatDuration } from '../../ui/format.ts';
import { lostWords } from '../../ui/lost-words.ts';
import styles from './RunStatusNote.module.css';

/** What speaks for a running run being lost; its status stays what is recorded. */
export function LostNote({ index, row }: { readonly index: RunIndex; readonly row: number }) {
  // As of the reading: what a newer one says is weighed against its own time.
  const nowUs = index.asOfMs * 1000;
  const lost = useMemo(
    () => probablyLost(index, nowUs).find((found) => found.row === row),
    [index, nowUs, row],
  );
  if (lost === undefined) return null;
  return (
    <div className={styles.frame}>
      <div className={styles.note} data-status="running">
        <div>
          <b>Probably lost.</b> It has said running for {formatDuration(nowUs - lost.startUs)};{' '}
          {lostWords(lost.evidence, nowUs)}
        </div>
      </div>
    </div>
  );
}
