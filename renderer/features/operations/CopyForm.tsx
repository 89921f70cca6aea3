import { useRef, useState } from 'react';
import type { Preflight, TargetPlace } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { formatBytes, formatCount, formatCounted } from '../../ui/format.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Checks } from './Checks.tsx';
import { activityChecks, mentionChecks, targetChecks } from './check-words.ts';
import styles from './forms.module.css';
import { IncludedFiles } from './IncludedFiles.tsx';
import { OperationForm } from './OperationForm.tsx';
import { type RenderFolderPicker, usePlaceChoice } from './use-place-choice.tsx';
import { useTargetFacts } from './use-target-facts.ts';

interface CopyFormProps {
  readonly found: Preflight;
  readonly place: TargetPlace;
  readonly suggestedName: string;
  readonly renderFolderPicker: RenderFolderPicker;
  readonly onClose: () => void;
}

/** Name, place and content of a copy, and what speaks for and against them. */
export function CopyForm(props: CopyFormProps) {
  const { found, suggestedName, renderFolderPicker, onClose } = props;
  const host = useHost();
  const [name, setName] = useState(suggestedName);
  const { place, field, picker, isPicking } = usePlaceChoice(props.place, renderFolderPicker);
  const [withoutRunFiles, setWithoutRunFiles] = useState(false);
  const fieldRef = useRef<HTMLInputElement>(null);
  const { placeId } = place;
  const { facts, error } = useTargetFacts(found, { name, placeId, withoutRunFiles });
  const { all, withoutRunFiles: lean } = found;
  const copied = withoutRunFiles && lean !== undefined ? lean : all;
  const now = Date.now();
  return (
    <>
      <OperationForm
        found={found}
        kind="copy"
        title={`Copy ${found.name}`}
        action={`Copy ${formatCounted(copied.files, 'file')}`}
        verb="Copy"
        isReady={facts !== undefined && facts.problem === undefined}
        isOpen={!isPicking}
        initialFocus={fieldRef}
        onClose={onClose}
        onStart={(confirmed) =>
          host.call('operations.copy', {
            token: found.token,
            confirmed,
            name,
            placeId,
            withoutRunFiles,
          })
        }
      >
        <TextField
          ref={fieldRef}
          label="Name of the copy"
          hasVisibleLabel
          value={name}
          error={facts?.problem?.message ?? error?.message}
          onChange={(event) => setName(event.target.value)}
        />
        {field}
        {lean !== undefined && (
          <IncludedFiles
            label={`Files of runs, ${formatCount(all.files - lean.files)}`}
            areIncluded={!withoutRunFiles}
            leanBytes={lean.sizeBytes}
            allBytes={all.sizeBytes}
            onChange={(areIncluded) => setWithoutRunFiles(!areIncluded)}
          />
        )}
        <div>
          <span className={styles.label}>Checks</span>
          <Checks
            label="Checks"
            checks={[
              {
                kind: 'good',
                text: `${formatCounted(copied.files, 'file')}, ${formatBytes(copied.sizeBytes)}.`,
              },
              ...(facts === undefined ? [] : targetChecks(facts)),
              ...activityChecks(found, now),
              ...mentionChecks(found),
            ]}
          />
        </div>
      </OperationForm>
      {picker}
    </>
  );
}
