import type { DataIdx, IterationRecord, RunRecord } from './records.ts';
import type { RunTimes } from './run-times.ts';
import { corrupt } from './store-errors.ts';
import type { StoredElement } from './task-rows.ts';
import { isDict, isList, type PyValue } from './values.ts';

/** Lookup tables in the attributes of a task's arrays (FORMATS §4.3, §4.4). */
export interface Lookups {
  readonly seq_idx: readonly string[];
  readonly src_idx: readonly string[];
  readonly loops: readonly string[];
  readonly schema_parameters: readonly string[];
  readonly parameter_paths: readonly string[];
  /** Name of the loop that hpcflow did not save, where there is no doubt about it (T6). */
  readonly unsavedLoop: string | undefined;
}

/** @throws AppException `corrupt-data` */
export function lookupTable(attributes: PyValue, key: string, file: string): readonly string[] {
  const table = isDict(attributes) ? attributes.get(key) : undefined;
  if (table === undefined) return [];
  if (!isList(table)) throw corrupt(file, key, 'is no list');
  return table.map((item, index) => {
    if (typeof item === 'string') return item;
    throw corrupt(file, `${key}.${index}`, 'is no text');
  });
}

/** Where a row lies, for messages. */
export interface RowPlace {
  readonly file: string;
  readonly place: string;
}

function fail(at: RowPlace, what: string): never {
  throw corrupt(at.file, at.place, what);
}

function integer(value: PyValue | undefined, at: RowPlace, what: string): number {
  return typeof value === 'number' ? value : fail(at, `has no ${what}`);
}

function list(value: PyValue | undefined, at: RowPlace, what: string): readonly PyValue[] {
  return isList(value) ? value : fail(at, `has no list of ${what}`);
}

function integers(value: PyValue | undefined, at: RowPlace, what: string): number[] {
  return list(value, at, what).map((item) => integer(item, at, what));
}

/** Sets a member also where its name is special (`__proto__`). */
function setMember(target: Record<string, number>, key: string, value: number): void {
  if (key !== '__proto__') target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true });
}

/** `[[k, v], …]` as `{table[k]: v, …}`; `missing` answers for a k beyond the table. */
function indexMap(
  value: PyValue | undefined,
  table: readonly string[],
  at: RowPlace,
  what: string,
  missing?: (key: number) => string | undefined,
): DataIdx {
  const members: Record<string, number> = {};
  for (const pair of list(value, at, what)) {
    const key = isList(pair) ? pair[0] : undefined;
    const item = isList(pair) ? pair[1] : undefined;
    if (typeof key !== 'number' || typeof item !== 'number')
      fail(at, `has a wrong pair in ${what}`);
    const name = table[key];
    if (name !== undefined) {
      setMember(members, name, item);
    } else if (missing !== undefined) {
      const resolved = missing(key);
      if (resolved !== undefined) setMember(members, resolved, item);
    } else {
      fail(at, `refers to entry ${key} of ${what}, which its attributes do not have`);
    }
  }
  return members;
}

/** @throws AppException `corrupt-data` */
export function elementOfRow(row: PyValue, lookups: Lookups, at: RowPlace): StoredElement {
  const items = list(row, at, 'element fields');
  return {
    iterations_idx: integers(items[0], at, 'iterations_idx'),
    es_idx: integer(items[1], at, 'es_idx'),
    seq_idx: indexMap(items[2], lookups.seq_idx, at, 'seq_idx'),
    src_idx: indexMap(items[3], lookups.src_idx, at, 'src_idx'),
  };
}

/** EAR indices of the runs of an iteration row, whose times are to be read. */
export function runsOfRow(row: PyValue): number[] {
  const actions = isList(row) ? row[5] : undefined;
  const found: number[] = [];
  for (const action of isList(actions) ? actions : []) {
    const runs = isList(action) ? action[1] : undefined;
    for (const run of isList(runs) ? runs : []) {
      const index = isList(run) ? run[0] : undefined;
      if (typeof index === 'number') found.push(index);
    }
  }
  return found;
}

function runOf(
  value: PyValue,
  lookups: Lookups,
  times: (run: number) => RunTimes,
  at: RowPlace,
): RunRecord {
  const items = list(value, at, 'run fields');
  const index = integer(items[0], at, 'EAR index');
  const submission = integer(items[1], at, 'submission index');
  const success = integer(items[2], at, 'success value');
  const [start, end] = times(index);
  return {
    index,
    metadata: {
      submission_idx: submission === -1 ? null : submission,
      success: success === -1 ? null : success !== 0,
      start_time: start,
      end_time: end,
    },
    data_idx: indexMap(items[3], lookups.parameter_paths, at, 'parameter_paths'),
  };
}

function unsavedLoopName(lookups: Lookups): (key: number) => string | undefined {
  return (key) => (key === lookups.loops.length ? lookups.unsavedLoop : undefined);
}

/**
 * @param times - Start and end by EAR index.
 * @throws AppException `corrupt-data`
 */
export function iterationOfRow(
  row: PyValue,
  index: number,
  lookups: Lookups,
  times: (run: number) => RunTimes,
  at: RowPlace,
): IterationRecord {
  const items = list(row, at, 'iteration fields');
  const actions = new Map<number, readonly RunRecord[]>();
  for (const action of list(items[5], at, 'actions')) {
    const [number, runs] = list(action, at, 'action fields');
    actions.set(
      integer(number, at, 'action index'),
      list(runs, at, 'runs').map((run) => runOf(run, lookups, times, at)),
    );
  }
  return {
    index,
    global_idx: integer(items[0], at, 'global_idx'),
    data_idx: indexMap(items[1], lookups.parameter_paths, at, 'parameter_paths'),
    EARs_initialised: integer(items[2], at, 'EARs_initialised') !== 0,
    schema_parameters: integers(items[3], at, 'schema_parameters').map(
      (key) => lookups.schema_parameters[key] ?? fail(at, `lacks schema parameter ${key}`),
    ),
    loop_idx: indexMap(items[4], lookups.loops, at, 'loops', unsavedLoopName(lookups)),
    actions,
  };
}
