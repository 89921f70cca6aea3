import { useId, useState } from 'react';
import type { ElementColumn } from '../../../shared/contract/documents.ts';
import { useColumnValues } from '../../queries/elements.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatCounted } from '../../ui/format.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './FilterDialog.module.css';
import { filterProblem, needsValue, operatorsFor, type ValueFilter } from './value-columns.ts';

interface FilterDialogProps {
  readonly taskInsertId: number;
  readonly columns: readonly ElementColumn[];
  /** Column that is chosen first. */
  readonly first: string;
  readonly onAdd: (filter: ValueFilter) => void;
  readonly onClose: () => void;
}

/** More are not worth a list to choose from. */
const MOST_SUGGESTIONS = 200;

/** A filter on values, put together from a column, a comparison and a value. */
export function FilterDialog({ taskInsertId, columns, first, onAdd, onClose }: FilterDialogProps) {
  const [filter, setFilter] = useState<ValueFilter>({ path: first, operator: '=', value: '' });
  const [isTried, setTried] = useState(false);
  const list = useId();
  const values = useColumnValues(taskInsertId, [filter.path]).byPath.get(filter.path);
  const operators = operatorsFor(values);
  const problem = filterProblem(filter);
  const change = (part: Partial<ValueFilter>): void => setFilter((old) => ({ ...old, ...part }));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Filter by a value"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => {
              setTried(true);
              if (problem !== undefined) return;
              onAdd(filter);
              onClose();
            }}
          >
            Add filter
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <SelectField
          label="Column"
          value={filter.path}
          options={columns.map(({ path }) => ({ value: path, label: path }))}
          onChange={(path) => change({ path, operator: '=', value: '' })}
        />
        <SelectField
          label="Comparison"
          value={filter.operator}
          options={operators.map((operator) => ({ value: operator, label: operator }))}
          onChange={(operator) => change({ operator })}
        />
        {needsValue(filter.operator) && (
          <TextField
            label="Value"
            hasVisibleLabel
            list={list}
            value={filter.value}
            error={isTried ? problem : undefined}
            onChange={(event) => change({ value: event.target.value })}
          />
        )}
        <datalist id={list}>
          {values?.texts.slice(0, MOST_SUGGESTIONS).map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
        <p className={styles.note}>
          {values === undefined
            ? 'Reading the values of this column…'
            : `${formatCounted(values.texts.length, 'different value')}.`}
        </p>
      </div>
    </Dialog>
  );
}
