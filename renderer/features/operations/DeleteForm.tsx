import { useRef, useState } from 'react';
import type { Preflight } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatCounted } from '../../ui/format.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Confirmation, confirmedCautions } from './Confirmation.tsx';
import { FailureNote } from './FailureNote.tsx';
import styles from './forms.module.css';
import { RemovalFacts } from './RemovalFacts.tsx';
import { useStartOperation } from './use-start-operation.ts';

interface DeleteFormProps {
  readonly found: Preflight;
  readonly onClose: () => void;
}

/** Asks for the name of what is deleted for good, below what it is. */
export function DeleteForm({ found, onClose }: DeleteFormProps) {
  const host = useHost();
  const [typedName, setTypedName] = useState('');
  const [isConfirmed, setConfirmed] = useState(false);
  const fieldRef = useRef<HTMLInputElement>(null);
  const operation = useStartOperation();
  const confirmed = confirmedCautions(found, isConfirmed);
  const { all, name, token, trash } = found;
  const isReady = typedName === name && confirmed !== undefined;
  const submit = (): void => {
    if (!isReady) return;
    operation.start(host.call('operations.delete', { token, confirmed, typedName }));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Delete permanently?"
      initialFocus={fieldRef}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="destructive-solid"
            disabled={!isReady || operation.isStarting}
            onClick={submit}
          >{`Delete ${formatCounted(all.files + all.links, 'file')}`}</Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className={styles.intro}>
          <b className={styles.name}>{name}</b> cannot be brought back.
          {!trash.isAvailable && ` ${trash.reason} There is no trash.`}
        </p>
        <RemovalFacts found={found} />
        <Confirmation
          found={found}
          verb="Delete"
          isConfirmed={isConfirmed}
          onChange={setConfirmed}
        />
        <TextField
          ref={fieldRef}
          label="Type the workflow name to confirm"
          hasVisibleLabel
          isMono
          value={typedName}
          onChange={(event) => setTypedName(event.target.value)}
          after={<span className={styles.hint}>{hintOf(typedName, name)}</span>}
        />
        {operation.error !== undefined && (
          <FailureNote operation={{ kind: 'delete', name }} error={operation.error} />
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

function hintOf(typed: string, name: string): string {
  if (typed === name) return 'This is its name';
  if (typed === '' || !name.startsWith(typed)) return typed === '' ? '' : 'Not its name';
  return formatCounted(name.length - typed.length, 'more character');
}
