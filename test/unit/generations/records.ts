import type {
  ElementRecord,
  IterationRecord,
  RunRecord,
} from '../../../electron/persistence/records.ts';
import type { PyDict, PyValue } from '../../../electron/persistence/values.ts';

/** Plain GEN1 records for tests of the decoder. */

export function run(
  index: number,
  options: {
    readonly start?: number | null;
    readonly end?: number | null;
    readonly submission?: number | null;
    readonly data?: Readonly<Record<string, number>>;
  } = {},
): RunRecord {
  return {
    index,
    metadata: {
      submission_idx: options.submission ?? null,
      success: null,
      start_time: options.start ?? null,
      end_time: options.end ?? null,
    },
    data_idx: options.data ?? {},
  };
}

export function iteration(
  index: number,
  actions: Readonly<Record<number, readonly RunRecord[]>> = {},
  options: {
    readonly loops?: Readonly<Record<string, number>>;
    readonly data?: Readonly<Record<string, number>>;
  } = {},
): IterationRecord {
  const entries = Object.entries(actions).map(([key, runs]) => [Number(key), runs] as const);
  return {
    index,
    global_idx: index,
    data_idx: options.data ?? {},
    EARs_initialised: entries.length > 0,
    schema_parameters: [],
    loop_idx: options.loops ?? {},
    actions: new Map(entries),
  };
}

export function element(index: number, ...iterations: readonly IterationRecord[]): ElementRecord {
  return { index, es_idx: 0, seq_idx: {}, src_idx: {}, iterations };
}

type Plain = PyValue | readonly Plain[] | { readonly [key: string]: Plain };

function toPy(value: Plain): PyValue {
  if (Array.isArray(value)) return value.map(toPy);
  const isPlain =
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype;
  if (!isPlain) return value as PyValue;
  return new Map(Object.entries(value).map(([key, item]) => [key, toPy(item as Plain)]));
}

/** A Python dict of a literal; what is no plain object or list stays as it is. */
export function py(literal: { readonly [key: string]: Plain }): PyDict {
  return toPy(literal) as PyDict;
}
