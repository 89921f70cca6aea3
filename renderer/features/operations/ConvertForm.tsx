import { useRef, useState } from 'react';
import type { Preflight } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Checks } from './Checks.tsx';
import { activityChecks, mentionChecks, targetChecks } from './check-words.ts';
import { FORM_NAMES, sizeWords } from './conversion-words.ts';
import styles from './forms.module.css';
import { IncludedFiles } from './IncludedFiles.tsx';
import { OperationForm } from './OperationForm.tsx';
import { type RenderFolderPicker, usePlaceChoice } from './use-place-choice.tsx';
import { useTargetFacts } from './use-target-facts.ts';

interface ConvertFormProps {
  readonly found: Preflight;
  readonly conversion: NonNullable<Preflight['conversion']>;
  readonly suggestion: NonNullable<Preflight['suggestion']>;
  readonly renderFolderPicker: RenderFolderPicker;
  readonly onClose: () => void;
}

/** What a workflow becomes, under which name and where. */
export function ConvertForm(props: ConvertFormProps) {
  const { found, conversion, suggestion, renderFolderPicker, onClose } = props;
  const { to, made, madeWithoutRunFiles: lean, isEstimate, problem } = conversion;
  const host = useHost();
  const [name, setName] = useState(suggestion.name);
  const [withoutRunFiles, setWithoutRunFiles] = useState(lean !== undefined);
  const fieldRef = useRef<HTMLInputElement>(null);
  const choice = usePlaceChoice(suggestion.place, renderFolderPicker);
  const { placeId } = choice.place;
  const { facts, error } = useTargetFacts(found, { name, placeId, withoutRunFiles });
  const result = withoutRunFiles && lean !== undefined ? lean : made;
  return (
    <>
      <OperationForm
        found={found}
        kind="convert"
        title={`Convert ${found.name}`}
        action={`Convert to ${FORM_NAMES[to].short}`}
        verb="Convert"
        isReady={problem === undefined && facts !== undefined && facts.problem === undefined}
        isOpen={!choice.isPicking}
        initialFocus={fieldRef}
        onClose={onClose}
        onStart={(confirmed) =>
          host.call('operations.convert', {
            token: found.token,
            confirmed,
            name,
            placeId,
            withoutRunFiles,
          })
        }
      >
        <p className={styles.intro}>{FORM_NAMES[to].sentence}</p>
        <TextField
          ref={fieldRef}
          label={`Name of ${FORM_NAMES[to].the}`}
          hasVisibleLabel
          value={name}
          error={facts?.problem?.message ?? error?.message}
          onChange={(event) => setName(event.target.value)}
        />
        {choice.field}
        {lean !== undefined && (
          <IncludedFiles
            label={`Files of runs and backups, ${formatCount(made.files - lean.files)}; hpcflow leaves them out`}
            areIncluded={!withoutRunFiles}
            leanBytes={lean.sizeBytes}
            allBytes={made.sizeBytes}
            onChange={(areIncluded) => setWithoutRunFiles(!areIncluded)}
          />
        )}
        {problem === undefined ? (
          <div>
            <span className={styles.label}>Checks</span>
            <Checks
              label="Checks"
              checks={[
                { kind: 'good', text: sizeWords(found, to, result, isEstimate) },
                ...(facts === undefined ? [] : targetChecks(facts, 'It')),
                ...activityChecks(found, Date.now()),
                ...mentionChecks(found),
              ]}
            />
          </div>
        ) : (
          <ErrorNote error={problem} />
        )}
      </OperationForm>
      {choice.picker}
    </>
  );
}
