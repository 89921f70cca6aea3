import type { ElementColumn, ElementRows, Task } from '../../shared/contract/documents.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { ValueSummary } from '../../shared/contract/values.ts';
import type { DataReference } from '../generations/data-index.ts';
import { problemOf } from '../generations/problem-of.ts';
import type { PyValue } from '../persistence/values.ts';
import { referenceValue } from './reference-value.ts';
import { partOf } from './value-leaves.ts';
import { summaryOf } from './value-summary.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Rows per request. */
const MAX_ROWS = 1000;

/**
 * Values of columns, for the elements `start … stop - 1`, by the effective data of the last
 * iteration (FORMATS §12.3). A stop beyond the end is cut off.
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
  const values = new Map<string, PyValue | undefined>();
  const known = new Map<string, ValueSummary | null>();
  const rows: (ValueSummary | null)[][] = [];
  for (const dataIndex of await data.reader.elementData(task, start, stop, problems)) {
    const row: (ValueSummary | null)[] = [];
    for (const column of columns) {
      const reference = dataIndex?.[column.data];
      if (reference === undefined) {
        row.push(null);
        continue;
      }
      const key = `${column.path} ${String(reference)}`;
      let summary = known.get(key);
      if (summary === undefined) {
        const part = partOfValue(await readValue(data, reference, values, problems), column);
        summary = part === undefined ? null : summaryOf(part);
        known.set(key, summary);
      }
      row.push(summary);
    }
    rows.push(row);
  }
  return { start, rows, problems };
}

/** The part of a value that a column shows. */
export function partOfValue(
  value: PyValue | undefined,
  { steps }: Pick<ElementColumn, 'steps'>,
): PyValue | undefined {
  return value === undefined ? undefined : partOf(value, steps);
}

async function readValue(
  data: WorkflowData,
  reference: DataReference,
  values: Map<string, PyValue | undefined>,
  problems: Problem[],
): Promise<PyValue | undefined> {
  const key = String(reference);
  if (values.has(key)) return values.get(key);
  let value: PyValue | undefined;
  try {
    value = await referenceValue(data, reference);
  } catch (error) {
    problems.push({ ...problemOf(error), place: `parameter ${key}` });
  }
  values.set(key, value);
  return value;
}
