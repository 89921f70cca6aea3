import { useRef, useState } from 'react';
import type { Preflight } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Checks } from './Checks.tsx';
import { Confirmation, confirmedCautions } from './Confirmation.tsx';
import { activityChecks } from './check-words.ts';
import { FailureNote } from './FailureNote.tsx';
import styles from './forms.module.css';
import { useStartOperation } from './use-start-operation.ts';
import { useTargetFacts } from './use-target-facts.ts';

interface RenameFormProps {
  readonly found: Preflight;
  readonly onClose: () => void;
}

/** A new name in the same folder. */
export function RenameForm({ found, onClose }: RenameFormProps) {
  const host = useHost();
  const [name, setName] = useState(found.name);
  const [isConfirmed, setConfirmed] = useState(false);
  const fieldRef = useRef<HTMLInputElement>(null);
  const { facts, error } = useTargetFacts(found, { name, withoutRunFiles: false });
  const operation = useStartOperation();
  const confirmed = confirmedCautions(found, isConfirmed);
  const isOld = name === found.name;
  const isReady =
    !isOld && facts !== undefined && facts.problem === undefined && confirmed !== undefined;
  const submit = (): void => {
    if (!isReady) return;
    operation.start(host.call('operations.rename', { token: found.token, confirmed, name }));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Rename ${found.name}`}
      initialFocus={fieldRef}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={!isReady || operation.isStarting} onClick={submit}>
            Rename
          </Button>
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
        <TextField
          ref={fieldRef}
          label="New name"
          hasVisibleLabel
          value={name}
          error={isOld ? undefined : (facts?.problem?.message ?? error?.message)}
          onChange={(event) => setName(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
        <Checks label="Checks" checks={activityChecks(found, Date.now())} />
        <Confirmation
          found={found}
          verb="Rename"
          isConfirmed={isConfirmed}
          onChange={setConfirmed}
        />
        {operation.error !== undefined && (
          <FailureNote operation={{ kind: 'rename', name: found.name }} error={operation.error} />
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
