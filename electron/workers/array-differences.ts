import type { ArrayDifferences } from '../../shared/contract/comparison.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { ValuePath } from '../../shared/contract/values.ts';
import { problemOf } from '../generations/problem-of.ts';
import type { ArrayData, ArrayHandle } from '../persistence/values.ts';
import { paceOf } from './reasons/pace.ts';
import { arrayDifference } from './reasons/run-diff.ts';
import { partOf } from './value-leaves.ts';
import { arrayOf } from './value-summary.ts';
import type { WorkflowData } from './workflow-data.ts';

interface DifferencesQuestion {
  /** Parameters. */
  readonly reference: number;
  readonly parameters: readonly number[];
  /** Where in their values the arrays are. */
  readonly path: ValuePath;
}

interface Difference {
  readonly maxAbsolute: number;
  readonly differing: number;
  readonly at: readonly number[];
  readonly note: string;
}

const SAME: Difference = { maxAbsolute: 0, differing: 0, at: [], note: '' };
const none = (note: string): Difference => ({
  maxAbsolute: Number.NaN,
  differing: -1,
  at: [],
  note,
});

/**
 * How far arrays are from a reference. Each is read once, one after the other, so that no more than
 * two are held at a time; what cannot be read says so.
 *
 * @throws {AppException} `cancelled`
 */
export async function readArrayDifferences(
  data: WorkflowData,
  { reference, parameters, path }: DifferencesQuestion,
  context: CallContext,
): Promise<ArrayDifferences> {
  const known = new Map<number, Difference>([[reference, SAME]]);
  const own = await arrayAt(data, reference, path);
  const first = typeof own === 'string' ? own : readOnce(own);
  const pace = paceOf('Comparing arrays', parameters.length, context);
  for (const [at, parameter] of parameters.entries()) {
    await pace(at);
    if (!known.has(parameter))
      known.set(parameter, await differenceOf(data, first, parameter, path));
  }
  const all = parameters.map((parameter) => known.get(parameter) ?? SAME);
  return {
    maxAbsolute: Float64Array.from(all, ({ maxAbsolute }) => maxAbsolute),
    differing: Float64Array.from(all, ({ differing }) => differing),
    at: all.map(({ at }) => [...at]),
    notes: all.map(({ note }) => note),
  };
}

async function differenceOf(
  data: WorkflowData,
  first: ArrayHandle | string,
  parameter: number,
  path: ValuePath,
): Promise<Difference> {
  if (typeof first === 'string') return none(`the reference ${first}`);
  const other = await arrayAt(data, parameter, path);
  if (typeof other === 'string') return none(other);
  try {
    const found = await arrayDifference(first, other);
    if (found === undefined) return SAME;
    const { maxAbsolute, differing, at = [], note = '' } = found;
    if (maxAbsolute === undefined || differing === undefined) return none(note);
    return { maxAbsolute, differing, at, note };
  } catch (error) {
    return none(`cannot be read: ${problemOf(error).message}`);
  }
}

/** The array, or why there is none. */
async function arrayAt(
  data: WorkflowData,
  parameter: number,
  path: ValuePath,
): Promise<ArrayHandle | string> {
  try {
    const [isSet, value] = await data.parameter(parameter);
    const part = isSet ? partOf(value, path) : undefined;
    return (part === undefined ? undefined : arrayOf(part)) ?? 'is no array';
  } catch (error) {
    return `cannot be read: ${problemOf(error).message}`;
  }
}

/** The same array, read once however often it is asked for. */
function readOnce(array: ArrayHandle): ArrayHandle {
  const { kind, dtype, shape, chunks } = array;
  let whole: Promise<ArrayData> | undefined;
  return {
    kind,
    dtype,
    shape,
    chunks,
    read: (selection) => {
      if (selection !== undefined) return array.read(selection);
      whole ??= array.read();
      return whole;
    },
  };
}
