import type { Across, SeriesPlace } from '../../shared/contract/across.ts';
import type { Task } from '../../shared/contract/documents.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import { problemOf } from '../generations/problem-of.ts';
import type { PyValue } from '../persistence/values.ts';
import { type AcrossRow, acrossRows } from './across-rows.ts';
import { curveNumbers } from './curve-numbers.ts';
import { referenceValue } from './reference-value.ts';
import { SeriesBuilder, type SeriesItem } from './series-builder.ts';
import { partOf } from './value-leaves.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Numbers of all series of one call: 160 MB. */
const MAX_NUMBERS = 20_000_000;
/** Values read at a time. */
const AT_ONCE = 32;
/** Problems that are told; a broken store would give one per element. */
const MOST_PROBLEMS = 100;

interface AcrossQuestion {
  readonly series: readonly SeriesPlace[];
  /** Only the last iteration of each element, or all of them. */
  readonly iterations: 'final' | 'all';
  /** Only this element. */
  readonly element?: number | undefined;
}

/**
 * Reads the same values of all elements of a task, by the effective data of their iterations
 * (FORMATS §12.3).
 *
 * @throws {AppException} `cancelled`; `too-large` when the numbers are more than are read at once.
 */
export async function readAcross(
  data: WorkflowData,
  task: Task,
  question: AcrossQuestion,
  { signal, reportProgress }: CallContext,
): Promise<Across> {
  const rows = await acrossRows(
    data,
    task,
    { ...question, entries: question.series.map(({ entry }) => entry) },
    signal,
  );
  const problems: Problem[] = [];
  const collected = question.series.map(() => new SeriesBuilder(rows.length));
  let done = 0;
  let numbers = 0;
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const part = rows.slice(start, start + AT_ONCE);
    const found = await Promise.all(part.map((row) => readRow(data, row, question, problems)));
    for (const [offset, items] of found.entries()) {
      for (const [at, item] of items.entries()) {
        collected[at]?.add(start + offset, item);
        numbers += item.numbers?.length ?? 0;
      }
    }
    if (numbers > MAX_NUMBERS) throw tooLarge(numbers, rows.length, start + part.length);
    done += part.length;
    reportProgress({ phase: 'Reading values', done, total: rows.length });
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (signal.aborted) throw cancelled();
  }
  return {
    elements: Uint32Array.from(rows, ({ element }) => element),
    iterations: Uint32Array.from(rows, ({ iteration }) => iteration),
    series: collected.map((one) => one.finish()),
    problems,
  };
}

async function readRow(
  data: WorkflowData,
  { element, references }: AcrossRow,
  { series }: AcrossQuestion,
  problems: Problem[],
): Promise<SeriesItem[]> {
  // Series of one parameter (stress over strain, say) share its reading.
  const values = new Map<string, Promise<PyValue | undefined>>();
  return Promise.all(
    series.map(async ({ path }, at): Promise<SeriesItem> => {
      const reference = references[at];
      if (reference === undefined) return { state: 'not-set' };
      try {
        const key = String(reference);
        const reading = values.get(key) ?? referenceValue(data, reference);
        values.set(key, reading);
        const value = await reading;
        if (value === undefined) return { state: 'not-set' };
        const part = partOf(value, path);
        if (part === undefined || part === null) return { state: 'not-set' };
        const numbers = await curveNumbers(part);
        return numbers === undefined ? { state: 'no-numbers' } : { state: 'numbers', numbers };
      } catch (error) {
        if (problems.length < MOST_PROBLEMS) {
          problems.push({ ...problemOf(error), place: `element ${element}` });
        }
        return { state: 'unreadable' };
      }
    }),
  );
}

function cancelled(): AppException {
  return new AppException({ code: 'cancelled', message: 'Reading the values was cancelled.' });
}

function tooLarge(numbers: number, rows: number, done: number): AppException {
  return new AppException({
    code: 'too-large',
    message: `The first ${done.toLocaleString('en-GB')} of ${rows.toLocaleString('en-GB')} values hold ${numbers.toLocaleString('en-GB')} numbers already; at most ${MAX_NUMBERS.toLocaleString('en-GB')} are read at once.`,
    action: 'Choose a value with fewer numbers, or look at one element.',
    sizeBytes: numbers * 8,
  });
}
