import type { PyValue } from '../values.ts';
import type { ParseTime } from './decode-record.ts';

/** Fields of a run that the columns hold; the others are read when a run is looked at. */
export const COLUMN_FIELDS = [
  'elem_iter_ID',
  'action_idx',
  'submission_idx',
  'skip',
  'success',
  'start_time',
  'end_time',
  'exit_code',
  'run_hostname',
] as const;

/** No number is stored. */
export const ABSENT = -1;
/** No exit code is stored: no process ends with it. */
export const NO_CODE = -2147483648;

/** A value of JSON or of MessagePack. */
type Stored = PyValue | unknown;

/** All runs of a workflow as columns by run ID, so that a hundred thousand of them cost little. */
export class RunColumns {
  /** 1 where the run could be read. */
  readonly isPresent: Uint8Array;
  readonly iteration: Int32Array;
  readonly action: Int32Array;
  readonly submission: Int32Array;
  /** Skip reason; 0 for none, 1 also where only "skipped" is stored. */
  readonly skip: Uint8Array;
  /** Microseconds since 1970 UTC, or NaN. */
  readonly startUs: Float64Array;
  readonly endUs: Float64Array;
  readonly exitCode: Int32Array;
  /** Place in {@link hosts}. */
  readonly host: Int32Array;
  readonly hosts: string[] = [];
  readonly #hostNumbers = new Map<string, number>();

  constructor(
    readonly count: number,
    readonly parseTime: ParseTime,
  ) {
    this.isPresent = new Uint8Array(count);
    this.iteration = new Int32Array(count).fill(ABSENT);
    this.action = new Int32Array(count);
    this.submission = new Int32Array(count).fill(ABSENT);
    this.skip = new Uint8Array(count);
    this.startUs = new Float64Array(count).fill(Number.NaN);
    this.endUs = new Float64Array(count).fill(Number.NaN);
    this.exitCode = new Int32Array(count).fill(NO_CODE);
    this.host = new Int32Array(count).fill(ABSENT);
  }

  /**
   * Takes the fields of a run, in the order of {@link COLUMN_FIELDS}.
   *
   * @returns Name of the first field whose value cannot be; the run is then left out.
   */
  set(id: number, fields: readonly Stored[]): string | undefined {
    const [iteration, action, submission, skip, , start, end, exitCode, host] = fields;
    if (typeof iteration !== 'number') return 'elem_iter_ID';
    if (typeof action !== 'number' || action < 0 || action > 0xffff) return 'action_idx';
    const startUs = this.#time(start);
    const endUs = this.#time(end);
    if (startUs === undefined) return 'start_time';
    if (endUs === undefined) return 'end_time';
    this.isPresent[id] = 1;
    this.iteration[id] = iteration;
    this.action[id] = action;
    this.submission[id] = typeof submission === 'number' ? submission : ABSENT;
    this.skip[id] = typeof skip === 'number' ? skip : skip === true ? 1 : 0;
    this.startUs[id] = startUs;
    this.endUs[id] = endUs;
    this.exitCode[id] = typeof exitCode === 'number' ? exitCode : NO_CODE;
    if (typeof host === 'string') this.host[id] = this.#hostNumber(host);
    return undefined;
  }

  /** NaN for no time; `undefined` for what is none. */
  #time(value: Stored): number | undefined {
    if (value === null || value === undefined || value === '') return Number.NaN;
    return typeof value === 'string' ? this.parseTime(value) : undefined;
  }

  #hostNumber(name: string): number {
    const known = this.#hostNumbers.get(name);
    if (known !== undefined) return known;
    const number = this.hosts.length;
    this.hosts.push(name);
    this.#hostNumbers.set(name, number);
    return number;
  }
}
