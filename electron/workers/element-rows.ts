import type { ElementColumn, ElementRows, Task } from '../../shared/contract/documents.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { ValueSummary } from '../../shared/contract/values.ts';
import { effectiveData } from '../generations/effective-data.ts';
import { distinctIterations } from '../generations/iterations.ts';
import { problemOf } from '../generations/problem-of.ts';
import type { ElementRecord } from '../persistence/records.ts';
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
  const known = new Map<number, ValueSummary | null>();
  const rows: (ValueSummary | null)[][] = [];
  for (const element of await elementsOf(data, task, start, stop, problems)) {
    const last = element && distinctIterations(element.iterations).at(-1);
    const dataIdx = last === undefined ? {} : effectiveData(last);
    const row: (ValueSummary | null)[] = [];
    for (const { path } of columns) {
      const parameter = dataIdx[path];
      row.push(parameter === undefined ? null : await cell(data, parameter, known, problems));
    }
    rows.push(row);
  }
  return { start, rows, problems };
}

/** Elements of a page; where one is broken, `undefined` for it and a problem. */
async function elementsOf(
  data: WorkflowData,
  task: Task,
  start: number,
  stop: number,
  problems: Problem[],
): Promise<readonly (ElementRecord | undefined)[]> {
  try {
    const page = { start, stop, step: 1 };
    return await data.store.getTaskElements(task.index, task.insertId, page);
  } catch (error) {
    problemOf(error);
  }
  const elements: (ElementRecord | undefined)[] = [];
  for (let index = start; index < stop; index += 1) {
    try {
      elements.push(await data.element(task, index));
    } catch (error) {
      problems.push(problemOf(error));
      elements.push(undefined);
    }
  }
  return elements;
}

async function cell(
  data: WorkflowData,
  parameter: number,
  known: Map<number, ValueSummary | null>,
  problems: Problem[],
): Promise<ValueSummary | null> {
  const before = known.get(parameter);
  if (before !== undefined) return before;
  let summary: ValueSummary | null = null;
  try {
    const [isSet, value] = await data.parameter(parameter);
    if (isSet) summary = summaryOf(value);
  } catch (error) {
    problems.push({ ...problemOf(error), place: `parameter ${parameter}` });
  }
  known.set(parameter, summary);
  return summary;
}
