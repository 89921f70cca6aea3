import { useCallback, useEffect, useState } from 'react';
import type { ElementColumn } from '../../../shared/contract/documents.ts';
import type { ElementSummaries } from '../../../shared/model/element-summaries.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { useReadColumns } from '../../queries/elements.ts';
import { copyText } from '../../ui/copy-text.ts';
import { formatCounted } from '../../ui/format.ts';
import { tableAsCsv, tableAsJson } from './table-text.ts';

const TOLD_MS = 4000;

interface Shown {
  readonly index: RunIndex;
  readonly summaries: ElementSummaries;
  readonly order: Uint32Array;
  readonly columns: readonly ElementColumn[];
}

/** Puts what the table shows on the clipboard, every row of it; and says in words what was done. */
export function useCopyTable(taskInsertId: number, shown: Shown) {
  const readColumns = useReadColumns(taskInsertId);
  const [told, setTold] = useState<string>();
  useEffect(() => {
    if (told === undefined) return;
    const timer = setTimeout(() => setTold(undefined), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);
  const copy = useCallback(
    (format: 'csv' | 'json') => {
      const run = async (): Promise<void> => {
        const values = await readColumns(shown.columns.map(({ path }) => path));
        const text = format === 'csv' ? tableAsCsv : tableAsJson;
        const isCopied = await copyText(text({ ...shown, values }));
        const what = formatCounted(shown.order.length, 'row');
        setTold(isCopied ? `Copied ${what} as ${format.toUpperCase()}` : 'Copying was refused');
      };
      run().catch(() => setTold('The values could not be read'));
    },
    [readColumns, shown],
  );
  return { copy, told } as const;
}
