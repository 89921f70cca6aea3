import { useRef, useState } from 'react';
import type { Preflight } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { formatCounted } from '../../ui/format.ts';
import { TextField } from '../../ui/TextField.tsx';
import styles from './forms.module.css';
import { OperationForm } from './OperationForm.tsx';
import { RemovalFacts } from './RemovalFacts.tsx';

interface DeleteFormProps {
  readonly found: Preflight;
  readonly onClose: () => void;
}

/** Asks for the name of what is deleted for good, below what it is. */
export function DeleteForm({ found, onClose }: DeleteFormProps) {
  const host = useHost();
  const [typedName, setTypedName] = useState('');
  const fieldRef = useRef<HTMLInputElement>(null);
  const { all, name, token, trash } = found;
  return (
    <OperationForm
      found={found}
      kind="delete"
      title="Delete permanently?"
      action={`Delete ${formatCounted(all.files + all.links, 'file')}`}
      variant="destructive-solid"
      verb="Delete"
      isReady={typedName === name}
      initialFocus={fieldRef}
      onClose={onClose}
      onStart={(confirmed) => host.call('operations.delete', { token, confirmed, typedName })}
    >
      <p className={styles.intro}>
        <b className={styles.name}>{name}</b> cannot be brought back.
        {!trash.isAvailable && ` ${trash.reason} There is no trash.`}
      </p>
      <RemovalFacts found={found} />
      <TextField
        ref={fieldRef}
        label="Type the workflow name to confirm"
        hasVisibleLabel
        isMono
        value={typedName}
        onChange={(event) => setTypedName(event.target.value)}
        after={<span className={styles.hint}>{hintOf(typedName, name)}</span>}
      />
    </OperationForm>
  );
}

function hintOf(typed: string, name: string): string {
  if (typed === name) return 'This is its name';
  if (typed === '' || !name.startsWith(typed)) return typed === '' ? '' : 'Not its name';
  return formatCounted(name.length - typed.length, 'more character');
}
