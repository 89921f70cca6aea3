import { RecordFault } from '../json-records.ts';
import { isDict, isList, type PyDict, type PyValue } from '../values.ts';
import type { Field } from './formats.ts';
import type { FlatDataIdx, FlatElement, FlatIteration, FlatRun } from './records.ts';

/** Members of a record by name, whatever store it comes from. */
export type Members = ReadonlyMap<string, PyValue>;

/** Tables in the attributes of an array, by name. */
export type Tables = ReadonlyMap<string, readonly string[]>;

export type ParseTime = (text: string) => number | undefined;

function fail(field: string, what: string): never {
  throw new RecordFault(field, what);
}

/** Sets a member also where its name is special (`__proto__`). */
function setMember<T>(target: Record<string, T>, key: string, value: T): void {
  if (key !== '__proto__') target[key] = value;
  else {
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
}

interface NumberedPair {
  readonly key: number;
  readonly value: PyValue;
}

function numberedPairs(value: PyValue | undefined, field: Field): NumberedPair[] {
  if (!isList(value)) return fail(field.name, 'is no list of pairs');
  return value.map((pair) => {
    const [key, item] = isList(pair) ? pair : [];
    return typeof key === 'number' && item !== undefined
      ? { key, value: item }
      : fail(field.name, 'has a wrong pair');
  });
}

/** `[[k, v], …]` as a map. */
function mapOfPairs(value: PyValue | undefined, field: Field, table: readonly string[]): PyDict {
  const pairs = resolvable(numberedPairs(value, field), field, table);
  return new Map(
    pairs.map(({ key, value: item }) => {
      const what = `refers to entry ${key} of ${field.table}, which the attributes lack`;
      return [table[key] ?? fail(field.name, what), item];
    }),
  );
}

/**
 * Loops of rows that hpcflow 0.2.0a51 to a102 wrote again may be counted from beyond the table
 * (FORMATS T20): those pairs are left out where others are right; where none is, and there are as
 * many as loops, they are counted from its end.
 */
function resolvable(
  pairs: readonly NumberedPair[],
  field: Field,
  table: readonly string[],
): readonly NumberedPair[] {
  if (field.table !== 'loops' || pairs.every(({ key }) => key < table.length)) return pairs;
  const valid = pairs.filter(({ key }) => key < table.length);
  if (valid.length > 0) return valid;
  if (pairs.length !== table.length) return [];
  return pairs.map(({ key, value }) => ({ key: key - table.length, value }));
}

/** Value of a field of a Zarr row as its JSON form has it. */
export function plainField(value: PyValue, field: Field, tables: Tables): PyValue {
  switch (field.kind) {
    case 'plain':
    case 'time':
      return value;
    case 'flag':
      return value === 1 || value === true;
    case 'pairs':
      return mapOfPairs(value, field, tables.get(field.table ?? '') ?? []);
    case 'places': {
      if (!isList(value)) return fail(field.name, 'is no list');
      const table = tables.get(field.table ?? '') ?? [];
      return value.map(
        (key) =>
          (typeof key === 'number' ? table[key] : undefined) ??
          fail(field.name, 'refers to an entry that the attributes lack'),
      );
    }
    case 'action-runs': {
      if (value === null) return null;
      if (!isList(value)) return fail(field.name, 'is no list of actions');
      return new Map(
        value.map((pair) => {
          const [action, runs] = isList(pair) ? pair : [];
          return [String(action), runs ?? null] as const;
        }),
      );
    }
  }
}

/** Damage may leave fractions, or numbers beyond those that exist. */
function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

export function integerOf(value: PyValue | undefined, key: string): number {
  return isInteger(value) ? value : fail(key, 'is no integer');
}

function integer(members: Members, key: string): number {
  return integerOf(members.get(key), key);
}

export function areIntegers(value: PyValue | undefined): value is readonly number[] {
  return isList(value) && value.every(isInteger);
}

export function integers(value: PyValue | undefined, key: string): readonly number[] {
  return areIntegers(value) ? value : fail(key, 'is no list of numbers');
}

function texts(members: Members, key: string): string[] {
  const value = members.get(key);
  if (!isList(value)) return fail(key, 'is no list of paths');
  return value.map((item) => (typeof item === 'string' ? item : fail(key, 'is no list of paths')));
}

export function numberMap(value: PyValue | undefined, key: string): Record<string, number> {
  if (!isDict(value)) return fail(key, 'is no map of numbers');
  const map: Record<string, number> = {};
  for (const [name, item] of value) {
    setMember(map, name, isInteger(item) ? item : fail(key, 'is no map of numbers'));
  }
  return map;
}

export function dataIdxOf(value: PyValue | undefined): FlatDataIdx {
  if (!isDict(value)) return fail('data_idx', 'is no map of parameters');
  const map: Record<string, number | readonly number[]> = {};
  for (const [path, item] of value) {
    setMember(map, path, isInteger(item) ? item : integers(item, 'data_idx'));
  }
  return map;
}

/** @throws RecordFault */
export function elementOf(members: Members): FlatElement {
  return {
    id_: integer(members, 'id_'),
    index: integer(members, 'index'),
    es_idx: integer(members, 'es_idx'),
    seq_idx: numberMap(members.get('seq_idx'), 'seq_idx'),
    src_idx: numberMap(members.get('src_idx'), 'src_idx'),
    task_ID: integer(members, 'task_ID'),
    iteration_IDs: integers(members.get('iteration_IDs'), 'iteration_IDs'),
  };
}

/** Actions and their runs as the JSON form has them; `null` before the runs are initialised. */
export function actionRuns(value: PyValue | undefined): FlatIteration['EAR_IDs'] {
  if (value === null || value === undefined) return null;
  if (!isDict(value)) return fail('EAR_IDs', 'is no map of actions');
  const actions = new Map<number, readonly number[]>();
  for (const [key, runs] of value) {
    if (!/^\d+$/.test(key)) return fail('EAR_IDs', 'has a key that is no action');
    actions.set(Number(key), integers(runs, 'EAR_IDs'));
  }
  return actions;
}

/** @throws RecordFault */
export function iterationOf(members: Members): FlatIteration {
  const initialised = members.get('EARs_initialised');
  return {
    id_: integer(members, 'id_'),
    element_ID: integer(members, 'element_ID'),
    ...(typeof initialised === 'boolean' ? { EARs_initialised: initialised } : {}),
    EAR_IDs: actionRuns(members.get('EAR_IDs')),
    data_idx: dataIdxOf(members.get('data_idx')),
    schema_parameters: texts(members, 'schema_parameters'),
    loop_idx: numberMap(members.get('loop_idx'), 'loop_idx'),
  };
}

function orNull<T>(
  members: Members,
  key: string,
  isRight: (value: PyValue) => value is PyValue & T,
  what: string,
): T | null {
  const value = members.get(key) ?? null;
  if (value === null) return null;
  return isRight(value) ? value : fail(key, what);
}

const isNumber = (value: PyValue): value is number => typeof value === 'number';
const isText = (value: PyValue): value is string => typeof value === 'string';
const isTruth = (value: PyValue): value is boolean => typeof value === 'boolean';

/** Time of a stored text; an empty one counts as none. */
export function timeOf(value: PyValue | undefined, key: string, parse: ParseTime): number | null {
  if (value === null || value === undefined || value === '') return null;
  const time = isText(value) ? parse(value) : undefined;
  return time ?? fail(key, 'is no time in the format of the workflow');
}

/** @throws RecordFault */
export function runOf(members: Members, parse: ParseTime): FlatRun {
  const skip = members.get('skip') ?? false;
  const commands = members.get('commands_idx');
  return {
    id_: integer(members, 'id_'),
    elem_iter_ID: integer(members, 'elem_iter_ID'),
    action_idx: integer(members, 'action_idx'),
    ...(isList(commands) ? { commands_idx: integers(commands, 'commands_idx') } : {}),
    data_idx: dataIdxOf(members.get('data_idx')),
    submission_idx: orNull(members, 'submission_idx', isNumber, 'is no number'),
    ...(members.has('commands_file_ID')
      ? { commands_file_ID: orNull(members, 'commands_file_ID', isNumber, 'is no number') }
      : {}),
    success: orNull(members, 'success', isTruth, 'is no truth value'),
    skip: isTruth(skip) || isNumber(skip) ? skip : fail('skip', 'is no reason'),
    start_time: timeOf(members.get('start_time'), 'start_time', parse),
    end_time: timeOf(members.get('end_time'), 'end_time', parse),
    snapshot_start: orNull(members, 'snapshot_start', isDict, 'is no map'),
    snapshot_end: orNull(members, 'snapshot_end', isDict, 'is no map'),
    exit_code: orNull(members, 'exit_code', isNumber, 'is no number'),
    metadata: orNull(members, 'metadata', isDict, 'is no map') ?? new Map(),
    ...(members.has('run_hostname')
      ? { run_hostname: orNull(members, 'run_hostname', isText, 'is no text') }
      : {}),
    ...(members.has('port_number')
      ? { port_number: orNull(members, 'port_number', isNumber, 'is no number') }
      : {}),
  };
}
