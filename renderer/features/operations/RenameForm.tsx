import { useRef, useState } from 'react';
import type { Preflight } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Checks } from './Checks.tsx';
import { activityChecks } from './check-words.ts';
import { OperationForm } from './OperationForm.tsx';
import { useTargetFacts } from './use-target-facts.ts';

interface RenameFormProps {
  readonly found: Preflight;
  readonly onClose: () => void;
}

/** A new name in the same folder. */
export function RenameForm({ found, onClose }: RenameFormProps) {
  const host = useHost();
  const [name, setName] = useState(found.name);
  const fieldRef = useRef<HTMLInputElement>(null);
  const { facts, error } = useTargetFacts(found, { name, withoutRunFiles: false });
  const isOld = name === found.name;
  return (
    <OperationForm
      found={found}
      kind="rename"
      title={`Rename ${found.name}`}
      action="Rename"
      verb="Rename"
      isReady={!isOld && facts !== undefined && facts.problem === undefined}
      initialFocus={fieldRef}
      onClose={onClose}
      onStart={(confirmed) =>
        host.call('operations.rename', { token: found.token, confirmed, name })
      }
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
    </OperationForm>
  );
}
