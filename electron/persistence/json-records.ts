import type { AppException } from '../../shared/contract/errors.ts';
import type { DataIdx, IterationRecord, RunRecord, TimeUs } from './records.ts';
import { corrupt } from './store-errors.ts';
import type { StoredElement } from './task-rows.ts';
import type { TimeParser } from './timestamps.ts';

/** Fields of records as the fast JSON parser gives them, checked while they are decoded. */
type Fields = Readonly<Record<string, unknown>>;

/** Something wrong in a record, with the field inside it. */
export class RecordFault extends Error {
  override readonly name = 'RecordFault';

  constructor(
    readonly field: string,
    readonly what: string,
  ) {
    super(what);
  }

  /** @param place - Where the record lies in the file. */
  at(file: string, place: string): AppException {
    return corrupt(file, this.field === '' ? place : `${place}.${this.field}`, this.what);
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Damage may leave fractions, or numbers beyond those that exist. */
function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isIndexMap(value: unknown): value is DataIdx {
  if (!isFields(value)) return false;
  for (const key in value) if (!isInteger(value[key])) return false;
  return true;
}

function isNumbers(value: unknown): value is number[] {
  if (!Array.isArray(value)) return false;
  for (const item of value) if (!isInteger(item)) return false;
  return true;
}

function isTexts(value: unknown): value is string[] {
  if (!Array.isArray(value)) return false;
  for (const item of value) if (typeof item !== 'string') return false;
  return true;
}

function fail(field: string, what: string): never {
  throw new RecordFault(field, what);
}

function indexMap(fields: Fields, key: string): DataIdx {
  const value = fields[key];
  return isIndexMap(value) ? value : fail(key, 'is no map of indices');
}

function integer(fields: Fields, key: string): number {
  const value = fields[key];
  return isInteger(value) ? value : fail(key, 'is no integer');
}

/** @throws RecordFault */
export function storedElementOf(value: unknown): StoredElement {
  if (!isFields(value)) return fail('', 'is no element');
  const { iterations_idx } = value;
  return {
    iterations_idx: isNumbers(iterations_idx)
      ? iterations_idx
      : fail('iterations_idx', 'is no list of indices'),
    es_idx: integer(value, 'es_idx'),
    seq_idx: indexMap(value, 'seq_idx'),
    src_idx: indexMap(value, 'src_idx'),
  };
}

function timeOf(metadata: Fields, key: string, parse: TimeParser): TimeUs | null {
  const value = metadata[key];
  if (value === null || value === undefined) return null;
  const time = typeof value === 'string' ? parse(value) : undefined;
  return time ?? fail(`metadata.${key}`, 'is no time in the format of the workflow');
}

function runOf(value: unknown, parse: TimeParser): RunRecord {
  if (!isFields(value) || !isFields(value.metadata)) return fail('', 'is no run');
  const { metadata } = value;
  const { submission_idx = null, success = null } = metadata;
  return {
    index: integer(value, 'index'),
    metadata: {
      submission_idx:
        submission_idx === null || typeof submission_idx === 'number'
          ? submission_idx
          : fail('metadata.submission_idx', 'is no number'),
      success:
        success === null || typeof success === 'boolean'
          ? success
          : fail('metadata.success', 'is no truth value'),
      start_time: timeOf(metadata, 'start_time', parse),
      end_time: timeOf(metadata, 'end_time', parse),
    },
    data_idx: indexMap(value, 'data_idx'),
  };
}

/** @throws RecordFault */
export function runsOf(runs: readonly unknown[], key: string, parse: TimeParser): RunRecord[] {
  const records: RunRecord[] = [];
  try {
    for (const run of runs) records.push(runOf(run, parse));
  } catch (error) {
    if (!(error instanceof RecordFault)) throw error;
    throw new RecordFault(`actions.${key}.${records.length}.${error.field}`, error.what);
  }
  return records;
}

function actionsOf(value: unknown, parse: TimeParser): ReadonlyMap<number, readonly RunRecord[]> {
  if (!isFields(value)) return fail('actions', 'is no map of actions');
  const actions = new Map<number, readonly RunRecord[]>();
  for (const key in value) {
    const runs = value[key];
    const index = Number(key);
    if (!Array.isArray(runs) || !Number.isInteger(index)) {
      return fail(`actions.${key}`, 'is no list of runs');
    }
    actions.set(index, runsOf(runs, key, parse));
  }
  return actions;
}

/** @throws RecordFault */
export function iterationOf(value: unknown, index: number, parse: TimeParser): IterationRecord {
  if (!isFields(value)) return fail('', 'is no element iteration');
  const { EARs_initialised, schema_parameters } = value;
  return {
    index,
    global_idx: integer(value, 'global_idx'),
    data_idx: indexMap(value, 'data_idx'),
    EARs_initialised:
      typeof EARs_initialised === 'boolean'
        ? EARs_initialised
        : fail('EARs_initialised', 'is no truth value'),
    schema_parameters: isTexts(schema_parameters)
      ? schema_parameters
      : fail('schema_parameters', 'is no list of paths'),
    loop_idx: indexMap(value, 'loop_idx'),
    actions: actionsOf(value.actions, parse),
  };
}
