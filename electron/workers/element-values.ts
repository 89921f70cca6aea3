import type { ElementColumn, ElementValues, Task } from '../../shared/contract/documents.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import { VALUE_TYPES, type ValueType } from '../../shared/contract/values.ts';
import type { DataReference } from '../generations/data-index.ts';
import { problemOf } from '../generations/problem-of.ts';
import { pythonRepr } from '../generations/python-repr.ts';
import { PyFloat, type PyValue } from '../persistence/values.ts';
import { partOfValue } from './element-rows.ts';
import { referenceValue } from './reference-value.ts';
import type { WorkflowData } from './workflow-data.ts';

/** As long as a summary: what the table shows. */
const TEXT_CHARACTERS = 120;
/** Parameters read at a time. */
const AT_ONCE = 64;
/** Problems that are told; a broken store would give one per element. */
const MOST_PROBLEMS = 100;

type MutableValues = { codes: Int32Array<ArrayBuffer>; dictionary: Dictionary };

/**
 * Values of columns for all elements of a task, as numbers and dictionaries: what sorting, grouping
 * and filtering need, without an object per cell. A text that is cut stands for all that begin so.
 *
 * @throws {AppException} `cancelled`
 */
export async function readElementValues(
  data: WorkflowData,
  task: Task,
  columns: readonly ElementColumn[],
  { signal, reportProgress }: CallContext,
): Promise<{ columns: ElementValues[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const found: MutableValues[] = columns.map(() => ({
    codes: new Int32Array(task.elementCount).fill(-1),
    dictionary: new Dictionary(),
  }));
  // Columns of one parameter share its reading.
  const codesOf = new Map<string, readonly number[]>();
  const byData = new Map<string, number[]>();
  for (const [at, column] of columns.entries()) {
    const places = byData.get(column.data);
    if (places === undefined) byData.set(column.data, [at]);
    else places.push(at);
  }
  let element = 0;
  for await (const batch of data.reader.elementDataBatches(task)) {
    for (const [path, places] of byData) {
      const wanted = new Map<string, DataReference>();
      for (const dataIndex of batch) {
        const reference = dataIndex?.[path];
        if (reference === undefined) continue;
        const key = keyOf(path, reference);
        if (!codesOf.has(key)) wanted.set(key, reference);
      }
      await eachAtOnce([...wanted], async ([key, reference]) => {
        const value = await read(data, reference, problems);
        codesOf.set(
          key,
          places.map((at) => {
            const part = partOfValue(value, columns[at] ?? { steps: [] });
            return part === undefined ? -1 : (found[at]?.dictionary.codeOf(part) ?? -1);
          }),
        );
        if (signal.aborted) throw cancelled();
      });
      for (const [offset, dataIndex] of batch.entries()) {
        const reference = dataIndex?.[path];
        const codes = reference === undefined ? undefined : codesOf.get(keyOf(path, reference));
        if (codes === undefined || element + offset >= task.elementCount) continue;
        for (const [place, at] of places.entries()) {
          const own = found[at];
          if (own !== undefined) own.codes[element + offset] = codes[place] ?? -1;
        }
      }
    }
    element += batch.length;
    reportProgress({ phase: 'Reading values', done: element, total: task.elementCount });
    if (signal.aborted) throw cancelled();
  }
  return {
    columns: found.map(({ codes, dictionary }, at) => ({
      path: columns[at]?.path ?? '',
      codes,
      ...dictionary.columns(),
    })),
    problems,
  };
}

const keyOf = (path: string, reference: DataReference): string => `${path} ${String(reference)}`;

const cancelled = (): AppException =>
  new AppException({ code: 'cancelled', message: 'Reading the values was cancelled.' });

async function eachAtOnce<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) {
    await Promise.all(items.slice(at, at + AT_ONCE).map(run));
  }
}

async function read(
  data: WorkflowData,
  reference: DataReference,
  problems: Problem[],
): Promise<PyValue | undefined> {
  try {
    return await referenceValue(data, reference);
  } catch (error) {
    if (problems.length < MOST_PROBLEMS) {
      problems.push({ ...problemOf(error), place: `parameter ${String(reference)}` });
    }
    return undefined;
  }
}

/** Different values in the order they were met. */
class Dictionary {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #types: number[] = [];
  readonly #numbers: number[] = [];

  codeOf(value: PyValue): number {
    const { text, type, number } = described(value);
    const key = `${type} ${text}`;
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = this.#texts.length;
    this.#codes.set(key, code);
    this.#texts.push(text);
    this.#types.push(VALUE_TYPES.indexOf(type));
    this.#numbers.push(number);
    return code;
  }

  columns(): Pick<ElementValues, 'texts' | 'types' | 'numbers'> {
    return {
      texts: this.#texts,
      types: Uint8Array.from(this.#types),
      numbers: Float64Array.from(this.#numbers),
    };
  }
}

function described(value: PyValue): {
  readonly text: string;
  readonly type: ValueType;
  readonly number: number;
} {
  if (typeof value === 'string') {
    return { text: value.slice(0, TEXT_CHARACTERS), type: 'text', number: Number.NaN };
  }
  const { text } = pythonRepr(value, TEXT_CHARACTERS);
  if (typeof value === 'boolean') return { text, type: 'boolean', number: Number(value) };
  if (typeof value === 'number') return { text, type: 'number', number: value };
  if (typeof value === 'bigint') return { text, type: 'number', number: Number(value) };
  if (value instanceof PyFloat) return { text, type: 'number', number: value.value };
  return { text, type: 'other', number: Number.NaN };
}
