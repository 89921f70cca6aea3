import type { ElementColumn, Task } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import { type DataReference, isParameterPath } from '../generations/data-index.ts';
import { gen1SequencePaths } from '../generations/gen1-structure.ts';
import { problemOf } from '../generations/problem-of.ts';
import type { PyValue } from '../persistence/values.ts';
import { type FoundColumn, labelColumns, leafColumns } from './leaf-columns.ts';
import { ReferenceSample } from './reference-sample.ts';
import { referenceValue } from './reference-value.ts';
import type { WorkflowData } from './workflow-data.ts';

/** More could not be chosen from in a list. */
const MAX_COLUMNS = 500;
/** Outputs are only named, so few of them are looked into. */
const OUTPUT_SAMPLE = 4;

interface Candidate {
  /** Elements that have the path. */
  count: number;
  readonly sample: ReferenceSample;
}

/**
 * What can be a column of the elements table of a task: inputs, resources and outputs, and the parts
 * of those that are dicts. Shown at first are the inputs and resources that vary over the elements,
 * so that a row can be told by what makes it different: sequences first, in template order, then
 * other inputs, then resources. Arrays are among them only where nothing else varies.
 *
 * A part varies when some elements lack it, or when its elements use different parameters with
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
        const reference = dataIndex[path];
        if (reference !== undefined && isColumnPath(path)) add(candidates, path, reference);
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
  const found: FoundColumn[] = [];
  for (const path of inOrder([...candidates.keys()], sequences)) {
    const candidate = candidates.get(path);
    if (candidate === undefined || found.length >= MAX_COLUMNS) continue;
    const isOutput = path.startsWith('outputs.');
    const { references, isConstant, isWhole } = candidate.sample;
    const values = await valuesOf(data, isOutput ? references.slice(0, OUTPUT_SAMPLE) : references);
    const columns = leafColumns(path, values, {
      mayVary: !isOutput && (!isConstant || candidate.count < present),
      isPartial: candidate.count < present,
      isWhole,
    });
    // A sequence over a part of a parameter is a path of its own.
    found.push(
      ...columns.filter((column) => column.steps.length === 0 || !candidates.has(column.path)),
    );
  }
  return labelColumns(found.slice(0, MAX_COLUMNS));
}

const isColumnPath = (path: string): boolean =>
  isParameterPath(path) &&
  (path.startsWith('inputs.') || path.startsWith('resources.') || path.startsWith('outputs.'));

function add(candidates: Map<string, Candidate>, path: string, reference: DataReference): void {
  let candidate = candidates.get(path);
  if (candidate === undefined) {
    candidate = { count: 0, sample: new ReferenceSample() };
    candidates.set(path, candidate);
  }
  candidate.count += 1;
  candidate.sample.add(reference);
}

/** Values of a sample; `undefined` for those that are not set or cannot be read. */
async function valuesOf(
  data: WorkflowData,
  references: readonly DataReference[],
): Promise<(PyValue | undefined)[]> {
  const values: (PyValue | undefined)[] = [];
  for (const reference of references) {
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

function inOrder(paths: readonly string[], sequences: readonly string[]): string[] {
  const rank = (path: string): number => {
    const position = sequences.indexOf(path);
    if (position >= 0) return position;
    if (path.startsWith('inputs.')) return sequences.length;
    return sequences.length + (path.startsWith('resources.') ? 1 : 2);
  };
  return paths.toSorted((a, b) => rank(a) - rank(b));
}
