import { FileText } from 'lucide-react';
import { useState } from 'react';
import { useHost } from '../../host/HostContext.tsx';
import { useHostDescription } from '../../queries/host.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './SubmissionsDialog.module.css';

interface SubmissionsPlaceProps {
  /** Lists at their usual places. */
  readonly usual: readonly string[];
  /** The list that is shown. */
  readonly path: string | undefined;
  readonly onChoose: (path: string) => void;
}

/** Which list is shown: one at its usual place, or another file. */
export function SubmissionsPlace({ usual, path, onChoose }: SubmissionsPlaceProps) {
  const host = useHost();
  const { data: description } = useHostDescription();
  const [isOther, setOther] = useState(usual.length === 0);
  const [text, setText] = useState('');
  const browse = async (): Promise<void> => {
    const result = await host.call('host.openDialog', { kind: 'submissions' });
    const [chosen] = result.ok ? result.value.paths : [];
    if (chosen !== undefined) onChoose(chosen);
  };
  const paths = path === undefined || usual.includes(path) ? usual : [...usual, path];
  return (
    <>
      {usual.length === 0 && path === undefined && (
        <p className={styles.none}>
          No list of submissions is at its usual place. hpcflow and MatFlow keep theirs as{' '}
          <code>known_submissions.txt</code> in a folder for each machine in their data folders.
        </p>
      )}
      {paths.length > 1 && (
        <SelectField
          label="List"
          value={path ?? ''}
          options={paths.map((value) => ({ value, label: value }))}
          onChange={onChoose}
        />
      )}
      <div className={styles.place}>
        {paths.length === 1 && <code className={styles.path}>{paths[0]}</code>}
        {!isOther && (
          <Button size="small" onClick={() => setOther(true)}>
            Another file…
          </Button>
        )}
      </div>
      {isOther && (
        <form
          className={styles.place}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') onChoose(text.trim());
          }}
        >
          <TextField
            className={styles.path}
            label="Path of a list of submissions"
            placeholder="Path of known_submissions.txt"
            icon={FileText}
            isMono
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" disabled={text.trim() === ''}>
            Read
          </Button>
          {description?.capabilities.openDialog === true && (
            <Button onClick={() => void browse()}>Choose…</Button>
          )}
        </form>
      )}
    </>
  );
}
