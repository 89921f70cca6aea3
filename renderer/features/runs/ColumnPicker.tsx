import { Search } from 'lucide-react';
import { useState } from 'react';
import type { ElementColumn } from '../../../shared/contract/documents.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './ColumnPicker.module.css';

interface ColumnPickerProps {
  readonly columns: readonly ElementColumn[];
  readonly shown: readonly string[];
  readonly onChange: (paths: readonly string[]) => void;
  readonly onReset: () => void;
  readonly onClose: () => void;
}

const KINDS = [
  ['inputs', 'Inputs'],
  ['resources', 'Resources'],
  ['outputs', 'Outputs'],
] as const;

/** Any input, resource or output, or part of one, as a column. */
export function ColumnPicker({ columns, shown, onChange, onReset, onClose }: ColumnPickerProps) {
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const found = columns.filter(({ path }) => path.toLowerCase().includes(wanted));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Columns"
      footer={
        <>
          <Button onClick={onReset}>Show what varies</Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <TextField
        label="Search columns"
        placeholder="Search columns"
        icon={Search}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className={styles.list}>
        {KINDS.map(([kind, name]) => {
          const own = found.filter(({ data }) => data.startsWith(`${kind}.`));
          return own.length === 0 ? null : (
            <fieldset key={kind} className={styles.kind}>
              <legend className={styles.legend}>{name}</legend>
              {own.map(({ path, isShown }) => (
                <label key={path} className={styles.item}>
                  <input
                    type="checkbox"
                    checked={shown.includes(path)}
                    onChange={(event) =>
                      onChange(
                        event.target.checked
                          ? columns
                              .map((column) => column.path)
                              .filter((other) => other === path || shown.includes(other))
                          : shown.filter((other) => other !== path),
                      )
                    }
                  />
                  <code className={styles.path}>{path.slice(kind.length + 1)}</code>
                  {isShown && <span className={styles.note}>varies</span>}
                </label>
              ))}
            </fieldset>
          );
        })}
        {found.length === 0 && <p className={styles.note}>No column has {query} in its name.</p>}
      </div>
    </Dialog>
  );
}
