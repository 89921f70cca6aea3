import type { Problem } from '../../shared/contract/errors.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCounted } from '../ui/format.ts';
import styles from './ProblemsDialog.module.css';

/** More lines than this say nothing more. */
const MOST_LINES = 500;

interface ProblemsDialogProps {
  readonly problems: readonly Problem[];
  readonly onClose: () => void;
}

/** What could not be read, file and field by name. */
export function ProblemsDialog({ problems, onClose }: ProblemsDialogProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={`${formatCounted(problems.length, 'part')} cannot be read`}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <p className={styles.rest}>Everything else is shown.</p>
      <ul className={styles.list}>
        {problems.slice(0, MOST_LINES).map((problem) => (
          <li
            key={JSON.stringify([problem.file, problem.place, problem.message])}
            className={styles.problem}
          >
            {problem.message}
            {problem.file !== undefined && (
              <span className={styles.place}>
                <code>{problem.file}</code>
                {problem.place !== undefined && <code> at {problem.place}</code>}
              </span>
            )}
          </li>
        ))}
      </ul>
      {problems.length > MOST_LINES && (
        <p className={styles.rest}>Only the first {MOST_LINES} are listed.</p>
      )}
    </Dialog>
  );
}
