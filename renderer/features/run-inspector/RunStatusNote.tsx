import type { RunDetail } from '../../../shared/contract/documents.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { writerWords } from '../../ui/store-words.ts';
import styles from './RunStatusNote.module.css';
import { statusSentences } from './why-words.ts';

/** What the status means for this run, in words; an inference is named as one. */
export function RunStatusNote({ detail }: { readonly detail: RunDetail }) {
  const { identity } = usePlace();
  const { run, notRecorded } = detail;
  if (run === undefined) {
    return (
      <div className={styles.frame}>
        <div className={styles.note} data-status="pending">
          <div>
            <b>Runs not initialised.</b> hpcflow has not made the runs of this iteration yet, so
            there is nothing to show but its data.
          </div>
        </div>
      </div>
    );
  }
  const { title, detail: meaning } = statusSentences(run);
  return (
    <div className={styles.frame}>
      <div className={styles.note} data-status={run.status}>
        <span className={styles.sign}>
          <StatusGlyph status={run.status} isDecorative />
        </span>
        <div>
          <b>{title}.</b> {meaning}
        </div>
      </div>
      {notRecorded.length > 0 && (
        <p className={styles.missing}>
          Not recorded by {writerWords(identity)}: {notRecorded.join(', ')}.
        </p>
      )}
    </div>
  );
}
