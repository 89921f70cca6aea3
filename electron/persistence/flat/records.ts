import type { PyDict, PyValue } from '../values.ts';

/**
 * Records as hpcflow's store API returns them since 0.2.0a51 (GEN2 and later, FORMATS §13.6, GEN4
 * §5, §6), under its own names. All numbers are workflow-wide.
 */

/** Data path → parameter ID, or the IDs of a group; `repeats.*` holds a number (FORMATS T21). */
export type FlatDataIdx = Readonly<Record<string, number | readonly number[]>>;

export interface FlatTask {
  readonly id_: number;
  /** Position in the template. */
  readonly index: number;
  readonly element_IDs: readonly number[];
}

export interface FlatElement {
  readonly id_: number;
  /** Position within the task. */
  readonly index: number;
  readonly es_idx: number;
  readonly seq_idx: Readonly<Record<string, number>>;
  readonly src_idx: Readonly<Record<string, number>>;
  readonly task_ID: number;
  readonly iteration_IDs: readonly number[];
}

export interface FlatIteration {
  readonly id_: number;
  readonly element_ID: number;
  /** Not recorded before a77. */
  readonly EARs_initialised?: boolean;
  /** Action index → run IDs, oldest first; `null` before the runs are initialised. */
  readonly EAR_IDs: ReadonlyMap<number, readonly number[]> | null;
  readonly data_idx: FlatDataIdx;
  readonly schema_parameters: readonly string[];
  readonly loop_idx: Readonly<Record<string, number>>;
}

/** What the run index takes of an element; the rest is read when it is looked at. */
export type IndexedElement = Pick<FlatElement, 'es_idx' | 'iteration_IDs'>;
/** Runs of an action of an iteration, oldest first. */
export type ActionRuns = readonly [action: number, runs: readonly number[]];

/** What the run index takes of an iteration. */
export interface IndexedIteration {
  readonly EARs_initialised: boolean | undefined;
  /** Of each action once; `null` before the runs are initialised. */
  readonly EAR_IDs: readonly ActionRuns[] | null;
  readonly loop_idx: Readonly<Record<string, number>>;
}

/** A run; members that its hpcflow did not record are absent. Times are µs since 1970 UTC. */
export interface FlatRun {
  readonly id_: number;
  readonly elem_iter_ID: number;
  readonly action_idx: number;
  /** Since a164. */
  readonly commands_idx?: readonly number[];
  readonly data_idx: FlatDataIdx;
  readonly submission_idx: number | null;
  /** GEN4. */
  readonly commands_file_ID?: number | null;
  readonly success: boolean | null;
  /** Whether it is skipped; since GEN4 the reason. */
  readonly skip: boolean | number;
  readonly start_time: number | null;
  readonly end_time: number | null;
  readonly snapshot_start: PyDict | null;
  readonly snapshot_end: PyDict | null;
  readonly exit_code: number | null;
  readonly metadata: PyDict;
  /** Since a147. */
  readonly run_hostname?: string | null;
  /** GEN4. */
  readonly port_number?: number | null;
}

/** A parameter: its value, or the file that is its value (FORMATS §13.5). */
export interface FlatParameter {
  readonly is_set: boolean;
  readonly value: PyValue;
  /** A file as the value: `{"store_contents": …, "path": …}`. */
  readonly file: PyDict | null;
}

/** Seven numbers that say where a run was executed (GEN4 §11.1). */
export type RunDirectoryRow = readonly number[];
