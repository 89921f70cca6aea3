import { Pause, Play, RefreshCw } from 'lucide-react';
import type { FilesCheck } from '../../shared/contract/documents.ts';
import { useCheckWorkflow, usePace } from '../queries/live-poll.ts';
import { changeLive, useLiveState } from '../queries/live-state.ts';
import { useCounts } from '../queries/workflow.ts';
import { usePlace } from '../queries/workflow-place.ts';
import { describeError } from '../ui/describe-error.ts';
import { formatClock } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './StatusBar.module.css';

const STATE_WORDS: Readonly<Record<Exclude<FilesCheck['state'], 'as-read'>, string>> = {
  'being-written': 'Being written, read again at the next check',
  unreadable: 'Changed, and cannot be read',
  unreachable: 'Could not be checked',
  gone: 'Not there any more',
};

/** When what is shown was so, how often that is looked at, and a way to stop it or do it now. */
export function LiveStatus() {
  const { workflowId } = usePlace();
  const { data: counts } = useCounts();
  const live = useLiveState(workflowId);
  const pace = usePace(workflowId);
  const check = useCheckWorkflow();
  if (counts === undefined) return null;
  const { state, error, isPaused, isWatched, isChecking } = live;
  // Looked at and found the same: it is so as of then.
  const asOfMs = state === 'as-read' ? Math.max(counts.asOfMs, live.checkedMs ?? 0) : counts.asOfMs;
  const canPause = pace.isUnfinished || isWatched;
  return (
    <>
      <span className={styles.item}>
        As of <b>{formatClock(asOfMs)}</b>
      </span>
      {state === 'as-read' ? (
        <span className={styles.wide}>{paceWords(pace.everyMs, isPaused, pace.isUnfinished)}</span>
      ) : (
        <span
          className={styles.behind}
          title={error && `${error.message} ${describeError(error).action ?? ''}`}
        >
          {STATE_WORDS[state]}
        </span>
      )}
      {canPause ? (
        <button
          type="button"
          className={styles.button}
          onClick={() => changeLive(workflowId, { isPaused: !isPaused })}
        >
          <Icon of={isPaused ? Play : Pause} size={12} />
          {isPaused ? 'Resume' : 'Pause'}
        </button>
      ) : (
        <button
          type="button"
          className={styles.button}
          title="All runs have ended; look now and then whether more is written"
          onClick={() => changeLive(workflowId, { isWatched: true })}
        >
          <Icon of={Play} size={12} />
          Keep checking
        </button>
      )}
      <button
        type="button"
        className={styles.button}
        aria-label="Check now"
        title="Read the workflow again, as it is on disk (F5)"
        disabled={isChecking}
        onClick={() => void check(workflowId, true)}
      >
        <Icon of={RefreshCw} size={12} />
      </button>
    </>
  );
}

function paceWords(everyMs: number | undefined, isPaused: boolean, isUnfinished: boolean): string {
  if (everyMs !== undefined) return `Checks every ${everyMs / 1000} s`;
  if (isPaused) return 'Not checked';
  return isUnfinished ? 'Checked when asked' : 'Ended';
}
