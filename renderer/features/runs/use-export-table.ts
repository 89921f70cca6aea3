import { useCallback, useEffect, useRef, useState } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import { useReadColumns } from '../../queries/elements.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { copyText } from '../../ui/copy-text.ts';
import { formatCounted } from '../../ui/format.ts';
import { fileName, saveFile } from '../../ui/save-file.ts';
import { type ShownTable, type TableFormat, tableText } from './table-text.ts';
import { writeTable } from './write-table.ts';

const TOLD_MS = 4000;
const TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv',
  json: 'application/json',
};

export type TableTarget = 'clipboard' | 'file';

export interface TableExport {
  /** Writes every row of what is shown. */
  readonly write: (format: TableFormat, target: TableTarget) => void;
  /** Rows written so far; absent while nothing is written. */
  readonly writtenRows: number | undefined;
  readonly cancel: () => void;
  /** What was done, in words, for a moment. */
  readonly told: string | undefined;
}

/** Puts what the table shows on the clipboard or into a file. */
export function useExportTable(task: Task, shown: Omit<ShownTable, 'values'>): TableExport {
  const { identity } = usePlace();
  const readColumns = useReadColumns(task.insertId);
  const [told, setTold] = useState<string>();
  const [writtenRows, setWrittenRows] = useState<number>();
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    if (told === undefined) return;
    const timer = setTimeout(() => setTold(undefined), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);
  const write = useCallback(
    (format: TableFormat, target: TableTarget) => {
      running.current?.abort();
      const controller = new AbortController();
      const { signal } = controller;
      running.current = controller;
      const rowCount = shown.order.length;
      const run = async (): Promise<string> => {
        setWrittenRows(0);
        const values = await readColumns(shown.columns.map(({ path }) => path));
        const parts = await writeTable(tableText(format, { ...shown, values }), rowCount, {
          onProgress: setWrittenRows,
          signal,
        });
        const what = `${formatCounted(rowCount, 'row')} as ${format.toUpperCase()}`;
        if (target === 'clipboard') {
          return (await copyText(parts.join(''))) ? `Copied ${what}` : 'Copying was refused';
        }
        const name = fileName([identity.name, task.name], format);
        saveFile(name, new Blob([...parts], { type: TYPES[format] }));
        return `Saved ${what}`;
      };
      run()
        .then(setTold, () => setTold(signal.aborted ? undefined : 'The values could not be read'))
        .finally(() => {
          if (running.current === controller) setWrittenRows(undefined);
        });
    },
    [readColumns, shown, identity.name, task.name],
  );
  const cancel = useCallback(() => running.current?.abort(), []);
  return { write, writtenRows, cancel, told };
}
