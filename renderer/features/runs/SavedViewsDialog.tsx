import { useState } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import { useSavedViews } from '../../queries/saved-views.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './SavedViewsDialog.module.css';
import { fromSaved, toSaved } from './saved-view.ts';
import type { TableView } from './table-view.ts';

interface SavedViewsDialogProps {
  readonly task: Task;
  readonly view: TableView;
  readonly onChange: (view: TableView) => void;
  readonly onClose: () => void;
}

/** Keeps filters, order, groups and columns of a task's table under a name, and brings them back. */
export function SavedViewsDialog({ task, view, onChange, onClose }: SavedViewsDialogProps) {
  const [saved, save] = useSavedViews();
  const [filter, setFilter] = useRunFilter();
  const [name, setName] = useState('');
  const own = saved.filter((known) => known.task === task.insertId);
  const wanted = name.trim();
  const keep = (): void => {
    if (wanted === '') return;
    const others = saved.filter((known) => !(own.includes(known) && known.name === wanted));
    save([...others, toSaved(wanted, task.insertId, view, filter.statuses ?? [])]);
    setName('');
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Saved views of ${task.name}`}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {own.length === 0 ? (
        <p className={styles.none}>
          None yet. A view keeps the filters, order, groups and columns of this table.
        </p>
      ) : (
        <ul className={styles.list}>
          {own.map((known) => (
            <li key={known.name} className={styles.item}>
              <Button
                variant="quiet"
                className={styles.name}
                onClick={() => {
                  const { view: kept, statuses } = fromSaved(known);
                  onChange(kept);
                  setFilter({ statuses });
                  onClose();
                }}
              >
                {known.name}
              </Button>
              <Button
                variant="quiet"
                size="small"
                aria-label={`Remove ${known.name}`}
                onClick={() => save(saved.filter((other) => other !== known))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <TextField
          className={styles.field}
          label="Name of the view that is shown"
          hasVisibleLabel
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" variant="primary" disabled={wanted === ''}>
          {own.some((known) => known.name === wanted) ? 'Replace view' : 'Save view'}
        </Button>
      </form>
    </Dialog>
  );
}
