import type { PyDict, PyValue } from './values.ts';

/**
 * Records as hpcflow's store API returns them (GEN1, FORMATS §9.9). Keys are hpcflow's own, so a
 * record can be held beside the format tables; everything above the generation decoders uses the
 * model's names instead.
 */

/** Data path → parameter index, in stored order. */
export type DataIdx = Readonly<Record<string, number>>;

/** A timestamp: microseconds since 1970-01-01 UTC (stored times are naive UTC). */
export type TimeUs = number;

export interface RunRecord {
  /** EAR index, unique within the task. */
  readonly index: number;
  readonly metadata: {
    readonly submission_idx: number | null;
    readonly success: boolean | null;
    readonly start_time: TimeUs | null;
    readonly end_time: TimeUs | null;
  };
  readonly data_idx: DataIdx;
}

export interface IterationRecord {
  /** Position among the iterations of the task. */
  readonly index: number;
  readonly global_idx: number;
  readonly data_idx: DataIdx;
  readonly EARs_initialised: boolean;
  readonly schema_parameters: readonly string[];
  readonly loop_idx: Readonly<Record<string, number>>;
  /** Action index → runs, in stored order. */
  readonly actions: ReadonlyMap<number, readonly RunRecord[]>;
}

export interface ElementRecord {
  /** Position within the task. */
  readonly index: number;
  readonly es_idx: number;
  readonly seq_idx: Readonly<Record<string, number>>;
  readonly src_idx: Readonly<Record<string, number>>;
  /** As stored, repeats included (FORMATS T3); only with `keepIterationsIdx`. */
  readonly iterations_idx?: readonly number[];
  /** One per entry of `iterations_idx`, repeats included. */
  readonly iterations: readonly IterationRecord[];
}

export interface TaskCounts {
  readonly num_elements: number;
  readonly num_element_iterations: number;
  readonly num_EARs: number;
}

/** Jobscript document with `submit_time` as a time and `task_elements` keyed by integers. */
export interface JobscriptRecord {
  /** All other members as stored. */
  readonly fields: PyDict;
  readonly submit_time: TimeUs | null;
  readonly task_elements: ReadonlyMap<number, readonly number[]>;
}

export interface SubmissionRecord {
  readonly fields: PyDict;
  readonly jobscripts: readonly JobscriptRecord[];
}

/** Result of `get_parameter_data`: (is set, value); unset is `[false, null]`. */
export type ParameterData = readonly [isSet: boolean, value: PyValue];

export type ParameterSource = PyDict;

/** Python slice with integer parts; negative parts are refused as in hpcflow. */
export interface Slice {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}
