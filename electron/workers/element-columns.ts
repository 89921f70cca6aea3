import type { ElementColumn, Task } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { DataReference } from '../generations/data-index.ts';
import { gen1SequencePaths } from '../generations/gen1-structure.ts';
import { problemOf } from '../generations/problem-of.ts';
import { pythonRepr } from '../generations/python-repr.ts';
import { isArrayHandle, isMaskedArrayHandle, type PyValue } from '../persistence/values.ts';
import { referenceValue } from './reference-value.ts';
import { kindOf } from './value-summary.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Values looked at per path: whether they differ, and whether they are numbers. */
const SAMPLE = 64;
/** Longer values are taken to differ: comparing them would cost more than a column too many. */
const COMPARED_CHARACTERS = 2000;

interface Candidate {
  /** Elements that have the path. */
  count: number;
  /** What the first elements refer to, told apart; at most one more than {@link SAMPLE}. */
  readonly references: Map<string, DataReference>;
}

/**
 * Inputs and resources whose value varies over the elements of a task, so that a row can be told by
 * what makes it different: sequences first, in template order, then other inputs, then resources.
 *
 * A path varies when some elements lack it, or when its elements use different parameters with
 * different values (two element sets may give the same value twice).
 */
export async function listElementColumns(
  data: WorkflowData,
  task: Task,
  { signal, reportProgress }: CallContext,
): Promise<ElementColumn[]> {
  const candidates = new Map<string, Candidate>();
  let done = 0;
  let present = 0;
  for await (const batch of data.reader.elementDataBatches(task)) {
    for (const dataIndex of batch) {
      if (dataIndex === undefined) continue;
      present += 1;
      for (const path in dataIndex) {
        if (path.startsWith('inputs.') || path.startsWith('resources.')) {
          add(candidates, path, dataIndex[path]);
        }
      }
    }
    done += batch.length;
    reportProgress({ phase: 'Reading inputs', done, total: task.elementCount });
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (signal.aborted) {
      throw new AppException({ code: 'cancelled', message: 'Reading the inputs was cancelled.' });
    }
  }
  const sequences = gen1SequencePaths(data.template, task.index);
  const columns: ElementColumn[] = [];
  for (const path of inOrder([...candidates.keys()], sequences)) {
    const candidate = candidates.get(path);
    if (candidate === undefined) continue;
    const isPartial = candidate.count < present;
    if (candidate.references.size < 2 && !isPartial) continue;
    const sample = await sampleOf(data, candidate);
    if (!isPartial && isSame(candidate, sample)) continue;
    columns.push({
      path,
      label: path.replace(/^inputs\./, ''),
      isNumeric: isNumeric(sample),
    });
  }
  return columns;
}

function add(
  candidates: Map<string, Candidate>,
  path: string,
  reference: DataReference | undefined,
): void {
  if (reference === undefined) return;
  let candidate = candidates.get(path);
  if (candidate === undefined) {
    candidate = { count: 0, references: new Map() };
    candidates.set(path, candidate);
  }
  candidate.count += 1;
  if (candidate.references.size <= SAMPLE) candidate.references.set(String(reference), reference);
}

/** Values of the sample; `undefined` for those that are not set or cannot be read. */
async function sampleOf(
  data: WorkflowData,
  candidate: Candidate,
): Promise<(PyValue | undefined)[]> {
  const values: (PyValue | undefined)[] = [];
  for (const reference of [...candidate.references.values()].slice(0, SAMPLE)) {
    try {
      values.push(await referenceValue(data, reference));
    } catch (error) {
      // The cell itself will say what is wrong with it.
      problemOf(error);
      values.push(undefined);
    }
  }
  return values;
}

function isSame(candidate: Candidate, sample: readonly (PyValue | undefined)[]): boolean {
  if (candidate.references.size > SAMPLE) return false;
  let first: string | undefined;
  for (const value of sample) {
    // Of arrays only the shape is printed; unset values are yet to come.
    if (value === undefined || isArrayHandle(value) || isMaskedArrayHandle(value)) return false;
    const { text, isCut } = pythonRepr(value, COMPARED_CHARACTERS);
    if (isCut || text.includes(' × ')) return false;
    first ??= text;
    if (text !== first) return false;
  }
  return true;
}

function isNumeric(sample: readonly (PyValue | undefined)[]): boolean {
  const set = sample.filter((value) => value !== undefined);
  return set.length > 0 && set.every((value) => ['int', 'float'].includes(kindOf(value)));
}

function inOrder(paths: readonly string[], sequences: readonly string[]): string[] {
  const rank = (path: string): number => {
    const position = sequences.indexOf(path);
    if (position >= 0) return position;
    return sequences.length + (path.startsWith('inputs.') ? 0 : 1);
  };
  return paths.toSorted((a, b) => rank(a) - rank(b));
}
