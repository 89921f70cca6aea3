import { useRef, useState } from 'react';
import type { Preflight } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Confirmation, confirmedCautions } from './Confirmation.tsx';
import { FailureNote } from './FailureNote.tsx';
import styles from './forms.module.css';
import { RemovalFacts } from './RemovalFacts.tsx';
import { useStartOperation } from './use-start-operation.ts';

interface TrashFormProps {
  readonly found: Preflight;
  readonly onClose: () => void;
  /** For a volume that has no trash. */
  readonly onDeleteInstead: () => void;
}

/** Asks before a workflow goes to the trash; where there is none, offers what there is. */
export function TrashForm({ found, onClose, onDeleteInstead }: TrashFormProps) {
  const host = useHost();
  const [isConfirmed, setConfirmed] = useState(false);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const operation = useStartOperation();
  const confirmed = confirmedCautions(found, isConfirmed);
  const { trash } = found;
  const submit = (): void => {
    if (confirmed === undefined) return;
    operation.start(host.call('operations.trash', { token: found.token, confirmed }));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={trash.isAvailable ? `Move ${found.name} to the trash?` : 'There is no trash here'}
      initialFocus={cancelRef}
      footer={
        <>
          <Button ref={cancelRef} onClick={onClose}>
            Cancel
          </Button>
          {trash.isAvailable ? (
            <Button
              variant="primary"
              disabled={confirmed === undefined || operation.isStarting}
              onClick={submit}
            >
              Move to trash
            </Button>
          ) : (
            <Button variant="destructive" onClick={onDeleteInstead}>
              Delete permanently…
            </Button>
          )}
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.intro}>{introOf(found)}</p>
        <RemovalFacts found={found} />
        {trash.isAvailable && (
          <Confirmation
            found={found}
            verb="Move"
            isConfirmed={isConfirmed}
            onChange={setConfirmed}
          />
        )}
        {operation.error !== undefined && (
          <FailureNote operation={{ kind: 'trash', name: found.name }} error={operation.error} />
        )}
      </div>
    </Dialog>
  );
}

function introOf({ trash }: Preflight): string {
  if (!trash.isAvailable) return `${trash.reason} It can only be deleted for good.`;
  return trash.isUndoable
    ? 'It can be brought back with Undo, or from the trash.'
    : 'It can be brought back from the trash of the system.';
}
