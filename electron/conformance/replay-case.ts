import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppException } from '../../shared/contract/errors.ts';
import { parseJsonBytes } from '../persistence/json-text.ts';
import { isDict, isList, type PyDict, type PyValue } from '../persistence/values.ts';
import { withPlainTimes } from './encode-value.ts';

const CALLS = 'calls.json';

/** One recorded call of a member of a store. */
export interface RecordedCall {
  readonly seq: number;
  readonly method: string;
  readonly args: PyDict;
  /** Which store object: process and number in it; `undefined` for class methods. */
  readonly instance: string | undefined;
  readonly isInBatch: boolean;
  readonly event: string | undefined;
  readonly returns: PyValue;
  readonly raises: string | undefined;
  /** Current times inside the call, microseconds since 1970 UTC. */
  readonly times: readonly number[];
}

/** A recorded case: a folder before, calls, the folder after. */
export interface ReplayCase {
  readonly folder: string;
  readonly store: 'json' | 'zarr';
  /** Name of the workflow folder. */
  readonly workflowName: string;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly calls: readonly RecordedCall[];
}

function broken(folder: string, what: string): AppException {
  const file = join(folder, CALLS);
  return new AppException({ code: 'corrupt-data', message: `${file} ${what}.`, file });
}

/** Microseconds of a time that {@link withPlainTimes} has written, or of an ISO time. */
export function timeOf(value: PyValue | undefined): number {
  const text = typeof value === 'string' ? value : '';
  const marked = /^datetime(?:64)? (-?\d+)$/.exec(text);
  if (marked !== null) return Number(marked[1]);
  const [whole = '', fraction = ''] = text.split('.');
  return Date.parse(`${whole}Z`) * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

function callOf(value: PyValue, folder: string): RecordedCall {
  if (!isDict(value)) throw broken(folder, 'has a call that is no map');
  const text = (key: string): string | undefined => {
    const found = value.get(key);
    return typeof found === 'string' ? found : undefined;
  };
  const args = value.get('args');
  const times = value.get('utcnow');
  const instance = value.get('store_instance');
  return {
    seq: Number(value.get('seq')),
    method: text('method') ?? '',
    args: isDict(args) ? args : new Map(),
    instance: instance === undefined ? undefined : `${value.get('process')}.${instance}`,
    isInBatch: value.get('in_batch') === true,
    event: text('event'),
    returns: withPlainTimes(value.get('returns') ?? null),
    raises: text('raises'),
    times: (isList(times) ? times : []).map(timeOf),
  };
}

/** Folders with recorded calls in a folder, sorted by name. */
export function replayCaseNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, CALLS)))
    .map(({ name }) => name)
    .sort();
}

/** @throws AppException `corrupt-data` when the calls cannot be read */
export function readReplayCase(folder: string): ReplayCase {
  const document = parseJsonBytes(readFileSync(join(folder, CALLS)), { file: CALLS });
  const calls = isDict(document) ? document.get('calls') : undefined;
  const store = isDict(document) ? document.get('store') : undefined;
  const path = isDict(document) ? document.get('workflow_path') : undefined;
  if (!isDict(document) || !isList(calls) || typeof path !== 'string') {
    throw broken(folder, 'holds no recorded calls');
  }
  if (store !== 'json' && store !== 'zarr') throw broken(folder, 'names no store that is known');
  return {
    folder,
    store,
    workflowName: basename(path),
    hasBefore: document.get('has_before') === true,
    hasAfter: document.get('has_after') !== false,
    calls: calls.map((call) => callOf(call, folder)),
  };
}
