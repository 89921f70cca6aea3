import { type ReactNode, useRef, useState } from 'react';
import type { Preflight, TargetPlace } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { useHostDescription } from '../../queries/host.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { formatBytes, formatCount, formatCounted } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Checks } from './Checks.tsx';
import { activityChecks, mentionChecks, targetChecks } from './check-words.ts';
import styles from './forms.module.css';
import { OperationForm } from './OperationForm.tsx';
import { useTargetFacts } from './use-target-facts.ts';

/** Draws a folder browser; the app has one. */
export type RenderFolderPicker = (picker: {
  readonly startPath: string;
  readonly onPick: (path: string) => void;
  readonly onClose: () => void;
}) => ReactNode;

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
  const { data: description } = useHostDescription();
  const [name, setName] = useState(suggestedName);
  const [place, setPlace] = useState(props.place);
  const [withoutRunFiles, setWithoutRunFiles] = useState(false);
  const [isPicking, setPicking] = useState(false);
  const fieldRef = useRef<HTMLInputElement>(null);
  const { placeId } = place;
  const { facts, error } = useTargetFacts(found, { name, placeId, withoutRunFiles });
  const { all, withoutRunFiles: lean } = found;
  const copied = withoutRunFiles && lean !== undefined ? lean : all;

  const choose = async (): Promise<void> => {
    if (description?.capabilities.placeDialog !== true) {
      setPicking(true);
      return;
    }
    const result = await host.call('host.choosePlace', {});
    if (result.ok && result.value.place !== undefined) setPlace(result.value.place);
  };
  const pick = async (path: string): Promise<void> => {
    setPicking(false);
    const result = await host.call('folders.list', { path });
    if (!result.ok || result.value.placeId === undefined) return;
    setPlace({ placeId: result.value.placeId, path: result.value.path });
  };
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
        <div>
          <span className={styles.label}>In</span>
          <div className={styles.place}>
            <MiddleTruncate text={place.path} isMono className={styles.path} />
            <Button onClick={() => void choose()}>Choose…</Button>
          </div>
        </div>
        {lean !== undefined && (
          <fieldset className={styles.group}>
            <legend className={styles.label}>Include</legend>
            <Checkbox
              label="Metadata, parameters, template, jobscripts"
              isChecked
              isDisabled
              onChange={() => undefined}
              after={formatBytes(lean.sizeBytes)}
            />
            <Checkbox
              label={`Files of runs, ${formatCount(all.files - lean.files)}`}
              isChecked={!withoutRunFiles}
              onChange={(isChecked) => setWithoutRunFiles(!isChecked)}
              after={formatBytes(all.sizeBytes - lean.sizeBytes)}
            />
          </fieldset>
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
      {isPicking &&
        renderFolderPicker({
          startPath: place.path,
          onPick: (path) => void pick(path),
          onClose: () => setPicking(false),
        })}
    </>
  );
}
