import type { Gen1Element } from '../persistence/workflow-records.ts';

/** Records while a study is being built: those of the files, not yet read-only. */
export interface BuiltRun {
  readonly index: number;
  readonly metadata: {
    submission_idx: number | null;
    readonly success: null;
    start_time: number | null;
    end_time: number | null;
  };
  readonly data_idx: Record<string, number>;
}

export interface BuiltIteration {
  readonly global_idx: number;
  readonly data_idx: Record<string, number>;
  readonly EARs_initialised: true;
  readonly schema_parameters: readonly string[];
  readonly loop_idx: Record<string, number>;
  readonly actions: Map<number, readonly BuiltRun[]>;
}

export interface BuiltElement extends Gen1Element {
  readonly iterations_idx: number[];
  /** Element of the earlier task that gives an input, by parameter type. */
  readonly sources: Readonly<Record<string, { readonly task: number; readonly element: number }>>;
}

export interface BuiltTask {
  readonly insertId: number;
  /** Parameter types taken, in the order of the schema. */
  readonly inputs: readonly string[];
  readonly elements: BuiltElement[];
  readonly iterations: BuiltIteration[];
  /** Runs so far: the next EAR index. */
  runCount: number;
}
