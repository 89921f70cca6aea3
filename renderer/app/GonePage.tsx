import { useCheckWorkflow } from '../queries/live-poll.ts';
import { useLiveState } from '../queries/live-state.ts';
import { useCounts } from '../queries/workflow.ts';
import { usePlace } from '../queries/workflow-place.ts';
import { Button } from '../ui/Button.tsx';
import { formatClock } from '../ui/format.ts';
import { Note } from '../ui/Note.tsx';
import styles from './boundaries.module.css';

/** The folder of this workflow is not there any more; its place is kept for when it is back. */
export function GonePage({ onClose }: { readonly onClose: () => void }) {
  const { workflowId, identity } = usePlace();
  const { data: counts } = useCounts();
  const { isChecking } = useLiveState(workflowId);
  const check = useCheckWorkflow();
  return (
    <div className={styles.view}>
      <div className={styles.inner}>
        <Note
          kind="warn"
          title={`${identity.name} is not there any more.`}
          actions={
            <>
              <Button
                size="small"
                disabled={isChecking}
                onClick={() => void check(workflowId, false)}
              >
                Check again
              </Button>
              <Button size="small" variant="quiet" onClick={onClose}>
                Close
              </Button>
            </>
          }
        >
          It was renamed, moved or deleted by another program: nothing is at {identity.path}.
          {counts !== undefined && ` It was last read as of ${formatClock(counts.asOfMs)}.`} When it
          is back, it is shown here as before.
        </Note>
      </div>
    </div>
  );
}
