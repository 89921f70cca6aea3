import type { DataIdx, IterationRecord, RunRecord, TimeUs } from './records.ts';
import { corrupt } from './store-errors.ts';
import type { StoredElement } from './task-rows.ts';
import type { TimeParser } from './timestamps.ts';

/** Fields of records as the fast JSON parser gives them, checked while they are decoded. */
type Fields = Readonly<Record<string, unknown>>;

/** Where a record lies, for messages. */
interface Place {
  readonly file: string;
  readonly place: string;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isIndexMap(value: unknown): value is DataIdx {
  if (!isFields(value)) return false;
  for (const key in value) if (typeof value[key] !== 'number') return false;
  return true;
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function fail(at: Place, key: string, what: string): never {
  throw corrupt(at.file, key === '' ? at.place : `${at.place}.${key}`, what);
}

function indexMap(fields: Fields, key: string, at: Place): DataIdx {
  const value = fields[key];
  return isIndexMap(value) ? value : fail(at, key, 'is no map of indices');
}

function integer(fields: Fields, key: string, at: Place): number {
  const value = fields[key];
  return typeof value === 'number' ? value : fail(at, key, 'is no number');
}

/** @throws AppException `corrupt-data` */
export function storedElementOf(value: unknown, file: string, place: string): StoredElement {
  const at = { file, place };
  if (!isFields(value)) return fail(at, '', 'is no element');
  const { iterations_idx } = value;
  return {
    iterations_idx: isNumbers(iterations_idx)
      ? iterations_idx
      : fail(at, 'iterations_idx', 'is no list of indices'),
    es_idx: integer(value, 'es_idx', at),
    seq_idx: indexMap(value, 'seq_idx', at),
    src_idx: indexMap(value, 'src_idx', at),
  };
}

function timeOf(metadata: Fields, key: string, parse: TimeParser, at: Place): TimeUs | null {
  const value = metadata[key];
  if (value === null || value === undefined) return null;
  const time = typeof value === 'string' ? parse(value) : undefined;
  return time ?? fail(at, `metadata.${key}`, 'is no time in the format of the workflow');
}

function runOf(value: unknown, parse: TimeParser, at: Place): RunRecord {
  if (!isFields(value) || !isFields(value.metadata)) return fail(at, '', 'is no run');
  const { metadata } = value;
  const { submission_idx = null, success = null } = metadata;
  return {
    index: integer(value, 'index', at),
    metadata: {
      submission_idx:
        submission_idx === null || typeof submission_idx === 'number'
          ? submission_idx
          : fail(at, 'metadata.submission_idx', 'is no number'),
      success:
        success === null || typeof success === 'boolean'
          ? success
          : fail(at, 'metadata.success', 'is no truth value'),
      start_time: timeOf(metadata, 'start_time', parse, at),
      end_time: timeOf(metadata, 'end_time', parse, at),
    },
    data_idx: indexMap(value, 'data_idx', at),
  };
}

function actionsOf(
  value: unknown,
  parse: TimeParser,
  at: Place,
): ReadonlyMap<number, readonly RunRecord[]> {
  if (!isFields(value)) return fail(at, 'actions', 'is no map of actions');
  const actions = new Map<number, readonly RunRecord[]>();
  for (const key in value) {
    const runs = value[key];
    const index = Number(key);
    if (!Array.isArray(runs) || !Number.isInteger(index)) {
      return fail(at, `actions.${key}`, 'is no list of runs');
    }
    actions.set(
      index,
      runs.map((run: unknown, i) =>
        runOf(run, parse, { file: at.file, place: `${at.place}.actions.${key}.${i}` }),
      ),
    );
  }
  return actions;
}

/** @throws AppException `corrupt-data` */
export function iterationOf(
  value: unknown,
  index: number,
  parse: TimeParser,
  file: string,
  place: string,
): IterationRecord {
  const at = { file, place };
  if (!isFields(value)) return fail(at, '', 'is no element iteration');
  const { EARs_initialised, schema_parameters } = value;
  return {
    index,
    global_idx: integer(value, 'global_idx', at),
    data_idx: indexMap(value, 'data_idx', at),
    EARs_initialised:
      typeof EARs_initialised === 'boolean'
        ? EARs_initialised
        : fail(at, 'EARs_initialised', 'is no truth value'),
    schema_parameters: isTexts(schema_parameters)
      ? schema_parameters
      : fail(at, 'schema_parameters', 'is no list of paths'),
    loop_idx: indexMap(value, 'loop_idx', at),
    actions: actionsOf(value.actions, parse, at),
  };
}
