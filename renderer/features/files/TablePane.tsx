import { useCallback, useState } from 'react';
import { DELIMITERS, type Delimiter } from '../../../shared/contract/file-views.ts';
import { useRowCount, useTableRows } from '../../queries/files.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCounted } from '../../ui/format.ts';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ArrayTable } from '../../visuals/ArrayTable.tsx';
import type { Range } from '../../visuals/array-slice.ts';
import styles from './FileDialog.module.css';
import type { PaneProps } from './pane-frame.ts';
import { columnsOf, isHeader, numericColumns, tableText } from './table-columns.ts';

const NAMES: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  '\t': 'Tab',
  ';': 'Semicolon',
  '|': 'Bar',
};
const CHARACTER_PX = 7;
const [LEAST_CHARACTERS, MOST_CHARACTERS] = [8, 28];
/** A clipboard beyond this stalls what it is pasted into. */
const MAX_COPIED_ROWS = 5_000;

/** A CSV file of any size: rows in sight are read, the others counted meanwhile. */
export function TablePane({ file, views, close }: PaneProps) {
  const [delimiter, setDelimiter] = useState<Delimiter>();
  const [asked, setAsked] = useState<boolean>();
  const [inSight, setInSight] = useState<Range>({ start: 0, stop: 0 });
  const [copied, setCopied] = useState('');
  const [count, progress] = useRowCount(file, delimiter);
  const onWindow = useCallback((rows: Range) => setInSight(rows), []);
  const { rowAt, first, isCut } = useTableRows(file, delimiter, inSight.start, inSight.stop + 1);
  const rows = first.data?.rows ?? [];
  const hasHeader = asked ?? isHeader(rows);
  const skipped = hasHeader ? 1 : 0;
  const columns = columnsOf(rows, hasHeader);
  const numeric = numericColumns(rows.slice(skipped));
  const rowCount = Math.max(0, (count.data?.rowCount ?? rows.length) - skipped);
  const used = delimiter ?? first.data?.delimiter;

  const copy = async (of: Range, across: Range): Promise<void> => {
    const wanted = Array.from({ length: of.stop - of.start }, (_, at) =>
      rowAt(of.start + at + skipped),
    );
    const there = wanted.filter((row) => row !== undefined);
    if (there.length < wanted.length || wanted.length > MAX_COPIED_ROWS) {
      setCopied('Not copied: choose rows that are in sight, or fewer.');
      return;
    }
    const isCopied = await copyText(
      tableText(there.map((row) => row.slice(across.start, across.stop))),
    );
    setCopied(
      isCopied ? `Copied ${formatCounted(there.length, 'row')}.` : 'Copying is not allowed.',
    );
  };
  return (
    <>
      <Toolbar>
        {views}
        {used !== undefined && (
          <Segments
            label="Fields are separated by"
            size="small"
            options={DELIMITERS.map((value) => ({ value, label: NAMES[value] }))}
            value={used}
            onChange={setDelimiter}
          />
        )}
        <Checkbox
          label="First row has the names"
          isChecked={hasHeader}
          onChange={(isChecked) => setAsked(isChecked)}
        />
        <Spacer />
        {close}
      </Toolbar>
      {first.error !== undefined ? (
        <div className={styles.message}>
          <ErrorNote error={first.error} onRetry={first.refetch} />
        </div>
      ) : first.data === undefined ? (
        <Skeleton rows={10} label="Reading the table" />
      ) : (
        <ArrayTable
          key={used}
          label={`Rows of ${file.title}`}
          rowCount={rowCount}
          columnCount={columns.length}
          columnName={(column) => columns[column]?.name ?? String(column)}
          columnWidthPx={columnWidthPx(columns)}
          isNumeric={(column) => numeric.has(column)}
          cellAt={(row, column) => {
            const fields = rowAt(row + skipped);
            return fields && { text: fields[column] ?? '', isMasked: false, isNan: false };
          }}
          onWindow={onWindow}
          onCopy={(of, across) => void copy(of, across)}
        />
      )}
      <div className={styles.foot}>
        {count.data !== undefined ? (
          <span>
            {formatCounted(rowCount, 'row')}, {formatCounted(columns.length, 'column')}
            {isCut && '; long fields are cut'}
          </span>
        ) : count.error !== undefined ? (
          <ErrorNote error={count.error} onRetry={count.refetch} />
        ) : (
          <ProgressNote progress={progress} phase="Counting rows" onCancel={count.cancel} />
        )}
        <Spacer />
        <span role="status">{copied}</span>
        <span>Ctrl C copies the selected fields</span>
      </div>
    </>
  );
}

function columnWidthPx(columns: readonly { readonly characters: number }[]): number {
  const longest = columns.reduce((most, { characters }) => Math.max(most, characters), 0);
  return Math.min(MOST_CHARACTERS, Math.max(LEAST_CHARACTERS, longest)) * CHARACTER_PX + 18;
}
