import type { ElementColumn, ElementRows, Task } from '../../shared/contract/documents.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { ValueSummary } from '../../shared/contract/values.ts';
import type { DataReference } from '../generations/data-index.ts';
import { problemOf } from '../generations/problem-of.ts';
import { referenceValue } from './reference-value.ts';
import { summaryOf } from './value-summary.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Rows per request. */
const MAX_ROWS = 1000;

/**
 * Values of the varying inputs, for the elements `start … stop - 1`, by the effective data of the
 * last iteration (FORMATS §12.3). A stop beyond the end is cut off.
 *
 * @throws {AppException} `invalid-request` for more than {@link MAX_ROWS} rows.
 */
export async function readElementRows(
  data: WorkflowData,
  task: Task,
  columns: readonly ElementColumn[],
  range: { readonly start: number; readonly stop: number },
): Promise<ElementRows> {
  const { start } = range;
  if (range.stop - start > MAX_ROWS) {
    throw new AppException({
      code: 'invalid-request',
      message: `At most ${MAX_ROWS} elements can be read at once.`,
      field: 'stop',
    });
  }
  const stop = Math.min(range.stop, task.elementCount);
  if (start >= stop) return { start, rows: [], problems: [] };
  const problems: Problem[] = [];
  const known = new Map<string, ValueSummary | null>();
  const rows: (ValueSummary | null)[][] = [];
  for (const dataIndex of await data.reader.elementData(task, start, stop, problems)) {
    const row: (ValueSummary | null)[] = [];
    for (const { path } of columns) {
      const reference = dataIndex?.[path];
      row.push(reference === undefined ? null : await cell(data, reference, known, problems));
    }
    rows.push(row);
  }
  return { start, rows, problems };
}

async function cell(
  data: WorkflowData,
  reference: DataReference,
  known: Map<string, ValueSummary | null>,
  problems: Problem[],
): Promise<ValueSummary | null> {
  const key = String(reference);
  const before = known.get(key);
  if (before !== undefined) return before;
  let summary: ValueSummary | null = null;
  try {
    const value = await referenceValue(data, reference);
    if (value !== undefined) summary = summaryOf(value);
  } catch (error) {
    problems.push({ ...problemOf(error), place: `parameter ${key}` });
  }
  known.set(key, summary);
  return summary;
}
