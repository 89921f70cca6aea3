import { useRef } from 'react';
import type { Preflight } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './forms.module.css';
import { OperationForm } from './OperationForm.tsx';
import { RemovalFacts } from './RemovalFacts.tsx';

interface TrashFormProps {
  readonly found: Preflight;
  readonly onClose: () => void;
  /** For a volume that has no trash. */
  readonly onDeleteInstead: () => void;
}

/** Asks before a workflow goes to the trash; where there is none, offers what there is. */
export function TrashForm({ found, onClose, onDeleteInstead }: TrashFormProps) {
  const host = useHost();
  const { trash } = found;
  if (!trash.isAvailable) {
    return (
      <NoTrashDialog
        found={found}
        reason={trash.reason}
        onClose={onClose}
        onDeleteInstead={onDeleteInstead}
      />
    );
  }
  return (
    <OperationForm
      found={found}
      kind="trash"
      title={`Move ${found.name} to the trash?`}
      action="Move to trash"
      verb="Move"
      isReady
      onClose={onClose}
      onStart={(confirmed) => host.call('operations.trash', { token: found.token, confirmed })}
    >
      <p className={styles.intro}>
        {trash.isUndoable
          ? 'It can be brought back with Undo, or from the trash.'
          : 'It can be brought back from the trash of the system.'}
      </p>
      <RemovalFacts found={found} />
    </OperationForm>
  );
}

interface NoTrashDialogProps extends TrashFormProps {
  readonly reason: string;
}

function NoTrashDialog({ found, reason, onClose, onDeleteInstead }: NoTrashDialogProps) {
  const cancelRef = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="There is no trash here"
      initialFocus={cancelRef}
      footer={
        <>
          <Button ref={cancelRef} onClick={onClose}>
            Cancel
          </Button>
          <Button variant="destructive" onClick={onDeleteInstead}>
            Delete permanently…
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.intro}>{`${reason} It can only be deleted for good.`}</p>
        <RemovalFacts found={found} />
      </div>
    </Dialog>
  );
}
