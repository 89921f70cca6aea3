import { useFreshness } from '../queries/freshness.ts';
import { useLiveState } from '../queries/live-state.ts';
import { usePlace } from '../queries/workflow-place.ts';
import { classNames } from '../ui/class-names.ts';
import { describeError } from '../ui/describe-error.ts';
import { formatShortTimeUs } from '../ui/format.ts';
import styles from './FreshnessNote.module.css';

/**
 * Of a workflow that was opened before: that it is shown as it was then, and what comparing it with its
 * files has found. Nothing where it was read just now.
 */
export function FreshnessNote() {
  const { uncheckedAsOfMs, check } = useFreshness();
  const { data: checked, error } = check;
  const { workflowId } = usePlace();
  // Read anew since: what has changed is told then.
  const isPast = useLiveState(workflowId).revision > 0;
  // Space is kept for it: what comes later moves nothing.
  return (
    <span
      role="status"
      aria-label="Freshness"
      className={classNames(styles.note, !isPast && checked?.wasChanged === true && styles.changed)}
    >
      {isPast ? null : checked !== undefined ? (
        <span title={`Compared with the files at ${shortTime(checked.checkedMs)}`}>
          {checked.wasChanged
            ? `Changed since ${shortTime(checked.shownAsOfMs)}, read again`
            : `Unchanged since ${shortTime(checked.shownAsOfMs)}`}
        </span>
      ) : uncheckedAsOfMs === undefined ? null : error !== undefined ? (
        <span title={`${error.message} ${describeError(error).action ?? ''}`}>
          As of {shortTime(uncheckedAsOfMs)}, could not be checked
        </span>
      ) : (
        <span title="Shown as it was when it was opened last; it is being compared with its files">
          As of {shortTime(uncheckedAsOfMs)}, checking …
        </span>
      )}
    </span>
  );
}

function shortTime(timeMs: number): string {
  return formatShortTimeUs(timeMs * 1000, Date.now());
}
