import { X } from 'lucide-react';
import type { LeftOver, Operation } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { useOpener } from '../../queries/opening.ts';
import { useDismissOperation, useOperations } from '../../queries/operations.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { FailureNote } from './FailureNote.tsx';
import styles from './Notices.module.css';
import { doingWords, doneWords, makesNew, remainingWords } from './operation-words.ts';
import {
  putOffLeftOvers,
  showLeftOvers,
  useOperationsView,
  watchOperation,
} from './operations-view.ts';

/** More would cover what is worked on; the host keeps the rest. */
const MOST_SHOWN = 3;

/** Operations in the background and how the last ones ended, above whatever is shown. */
export function Notices({ leftOvers }: { readonly leftOvers: readonly LeftOver[] }) {
  const operations = useOperations();
  const { areLeftOversPutOff, dialog } = useOperationsView();
  const watched = dialog?.kind === 'watch' ? dialog.operationId : undefined;
  const shown = operations.filter(({ operationId }) => operationId !== watched).slice(-MOST_SHOWN);
  const hasLeftOvers = leftOvers.length > 0 && !areLeftOversPutOff && dialog === undefined;
  return (
    <section className={styles.stack} aria-label="Operations" aria-live="polite">
      {hasLeftOvers && (
        <div className={styles.notice}>
          <span className={styles.text}>
            {formatCounted(leftOvers.length, 'interrupted operation')} left something behind.
          </span>
          <Button size="small" onClick={showLeftOvers}>
            Look at it…
          </Button>
          <IconButton icon={X} size="small" label="Decide later" onClick={putOffLeftOvers} />
        </div>
      )}
      {shown.map((operation) => (
        <Notice key={operation.operationId} operation={operation} />
      ))}
    </section>
  );
}

function Notice({ operation }: { readonly operation: Operation }) {
  const dismiss = useDismissOperation();
  const { operationId, outcome } = operation;
  if (outcome === undefined) {
    const { files, total } = operation.progress;
    const count =
      total === undefined
        ? formatCounted(files, 'file')
        : `${formatCount(files)} of ${formatCounted(total.files, 'file')}`;
    return (
      <div className={styles.notice}>
        <span className={styles.text}>
          {doingWords(operation)} {/* Numbers that change all the time are not to be read aloud. */}
          <span className={styles.numbers} aria-live="off">
            {[count, remainingWords(operation.progress)].filter(Boolean).join('. ')}
          </span>
        </span>
        <Button size="small" onClick={() => watchOperation(operationId)}>
          Show
        </Button>
      </div>
    );
  }
  const close = (
    <IconButton icon={X} size="small" label="Dismiss" onClick={() => dismiss(operationId)} />
  );
  if (outcome.kind === 'failed') {
    return (
      <div className={styles.failed}>
        <FailureNote operation={operation} error={outcome.error} />
        {close}
      </div>
    );
  }
  return (
    <div className={styles.notice}>
      <span className={styles.text}>{doneWords(operation)}</span>
      <NextStep operation={operation} />
      {close}
    </div>
  );
}

/** Undo, or a look at what came out. */
function NextStep({ operation }: { readonly operation: Operation }) {
  const host = useHost();
  const dismiss = useDismissOperation();
  const { openPaths } = useOpener();
  const { kind, operationId, outcome } = operation;
  if (outcome?.kind !== 'done') return null;
  const { path, undoId } = outcome.result;
  if (undoId !== undefined) {
    const undo = (): void => {
      dismiss(operationId);
      void host.call('operations.restore', { undoId });
    };
    return (
      <Button size="small" onClick={undo}>
        Undo
      </Button>
    );
  }
  if ((!makesNew(kind) && kind !== 'restore') || path === undefined) return null;
  const open = (): void => {
    dismiss(operationId);
    openPaths([path]);
  };
  return (
    <Button size="small" onClick={open}>
      Open
    </Button>
  );
}
