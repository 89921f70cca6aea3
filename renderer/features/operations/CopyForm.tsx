import { type ReactNode, useRef, useState } from 'react';
import type { Preflight, TargetPlace } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { useHostDescription } from '../../queries/host.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatBytes, formatCount, formatCounted } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Checks } from './Checks.tsx';
import { Confirmation, confirmedCautions } from './Confirmation.tsx';
import { activityChecks, mentionChecks, targetChecks } from './check-words.ts';
import { FailureNote } from './FailureNote.tsx';
import styles from './forms.module.css';
import { useStartOperation } from './use-start-operation.ts';
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
  const [isConfirmed, setConfirmed] = useState(false);
  const [isPicking, setPicking] = useState(false);
  const fieldRef = useRef<HTMLInputElement>(null);
  const { placeId } = place;
  const { facts, error } = useTargetFacts(found, { name, placeId, withoutRunFiles });
  const operation = useStartOperation();
  const { all, withoutRunFiles: lean } = found;
  const copied = withoutRunFiles && lean !== undefined ? lean : all;
  const confirmed = confirmedCautions(found, isConfirmed);
  const isReady = facts !== undefined && facts.problem === undefined && confirmed !== undefined;

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
  const submit = (): void => {
    if (!isReady) return;
    const input = { token: found.token, confirmed, name, placeId, withoutRunFiles };
    operation.start(host.call('operations.copy', input));
  };
  const now = Date.now();
  return (
    <>
      <Dialog
        isOpen={!isPicking}
        onClose={onClose}
        title={`Copy ${found.name}`}
        initialFocus={fieldRef}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant="primary"
              disabled={!isReady || operation.isStarting}
              onClick={submit}
            >{`Copy ${formatCounted(copied.files, 'file')}`}</Button>
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
          <Confirmation
            found={found}
            verb="Copy"
            isConfirmed={isConfirmed}
            onChange={setConfirmed}
          />
          {operation.error !== undefined && (
            <FailureNote operation={{ kind: 'copy', name: found.name }} error={operation.error} />
          )}
          <button type="submit" hidden />
        </form>
      </Dialog>
      {isPicking &&
        renderFolderPicker({
          startPath: place.path,
          onPick: (path) => void pick(path),
          onClose: () => setPicking(false),
        })}
    </>
  );
}
