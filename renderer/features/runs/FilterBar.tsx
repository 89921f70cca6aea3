import { Bookmark, Columns3, Download, Search, TableProperties } from 'lucide-react';
import { memo, type RefObject, useState } from 'react';
import type { ElementColumn, Task } from '../../../shared/contract/documents.ts';
import {
  countInRanges,
  type ElementRange,
  formatRanges,
} from '../../../shared/model/element-ranges.ts';
import { Chip } from '../../ui/Chip.tsx';
import { formatCounted } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Spacer } from '../../ui/Layout.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ColumnPicker } from './ColumnPicker.tsx';
import styles from './FilterBar.module.css';
import { FilterDialog } from './FilterDialog.tsx';
import { SavedViewsDialog } from './SavedViewsDialog.tsx';
import type { TableView } from './table-view.ts';
import type { TableExport } from './use-export-table.ts';
import { needsValue, type ValueFilter } from './value-columns.ts';

interface FilterBarProps {
  readonly task: Task;
  /** Everything that can be a column. */
  readonly columns: readonly ElementColumn[];
  readonly shown: readonly ElementColumn[];
  readonly view: TableView;
  readonly onChange: (part: Partial<TableView>) => void;
  readonly searchRef: RefObject<HTMLInputElement>;
  readonly onExport: TableExport['write'];
  /** Elements the address names; absent: all. */
  readonly chosen: readonly ElementRange[] | undefined;
  readonly onUnchoose: () => void;
  /** Shows the chosen elements, or all, beside each other. */
  readonly onCompare: () => void;
}

const EXPORTS = [
  { label: 'Copy as CSV', format: 'csv', target: 'clipboard' },
  { label: 'Copy as JSON', format: 'json', target: 'clipboard' },
  { label: 'Save as CSV…', format: 'csv', target: 'file' },
  { label: 'Save as JSON…', format: 'json', target: 'file' },
] as const;

/** Text search, filters on values, columns, and a copy of what is shown. Not drawn by scrolling. */
export const FilterBar = memo(function FilterBar(props: FilterBarProps) {
  const { task, columns, shown, view, onChange, searchRef, onExport, chosen } = props;
  const [dialog, setDialog] = useState<'columns' | 'filter' | 'views'>();
  const labelOf = (path: string): string =>
    columns.find((column) => column.path === path)?.label ?? path;
  const words = ({ path, operator, value }: ValueFilter): string =>
    [labelOf(path), operator, ...(needsValue(operator) ? [value] : [])].join(' ');
  return (
    <div className={styles.bar}>
      <TextField
        ref={searchRef}
        className={styles.search}
        label="Search the values of the table"
        placeholder="Search (/)"
        icon={Search}
        value={view.search}
        onChange={(event) => onChange({ search: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (view.search === '') event.currentTarget.blur();
          else onChange({ search: '' });
        }}
      />
      {chosen !== undefined && (
        <Chip
          kind="removable"
          title={`Show all elements again, not only ${formatRanges(chosen).slice(0, 200)}`}
          onClick={props.onUnchoose}
        >
          {formatCounted(countInRanges(chosen), 'chosen element')}
        </Chip>
      )}
      {view.filters.map((filter, at) => (
        <Chip
          key={words(filter)}
          kind="removable"
          title={`Remove the filter ${words(filter)}`}
          onClick={() => onChange({ filters: view.filters.filter((_, other) => other !== at) })}
        >
          {words(filter)}
        </Chip>
      ))}
      {columns.length > 0 && (
        <Chip kind="add" onClick={() => setDialog('filter')}>
          Filter
        </Chip>
      )}
      <Spacer />
      <IconButton
        icon={TableProperties}
        size="small"
        label={chosen === undefined ? 'Compare elements' : 'Compare the chosen elements'}
        onClick={props.onCompare}
      />
      <IconButton
        icon={Bookmark}
        size="small"
        label="Saved views"
        onClick={() => setDialog('views')}
      />
      <Menu
        label="Copy or save what is shown"
        trigger={<IconButton icon={Download} size="small" label="Copy or save what is shown" />}
        items={EXPORTS.map(({ label, format, target }) => ({
          id: label,
          label,
          onChoose: () => onExport(format, target),
        }))}
      />
      <IconButton
        icon={Columns3}
        size="small"
        label="Choose columns"
        disabled={columns.length === 0}
        onClick={() => setDialog('columns')}
      />
      {dialog === 'columns' && (
        <ColumnPicker
          columns={columns}
          shown={shown.map(({ path }) => path)}
          onChange={(paths) => onChange({ columns: paths })}
          onReset={() => onChange({ columns: undefined })}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'views' && (
        <SavedViewsDialog
          task={task}
          view={view}
          onChange={onChange}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'filter' && (
        <FilterDialog
          taskInsertId={task.insertId}
          columns={columns}
          first={shown[0]?.path ?? columns[0]?.path ?? ''}
          onAdd={(filter) => onChange({ filters: [...view.filters, filter] })}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
});
