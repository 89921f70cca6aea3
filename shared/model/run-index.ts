/**
 * The run index: every element, iteration and run of a workflow as columns.
 *
 * Built once by the workflow's worker, transferred to the renderer without copies, and read by all
 * views (map, table, counts). Rows are grouped: the iterations of element row `e` are
 * `elements.iterationStart[e] … elements.iterationStart[e + 1] - 1`; the runs of iteration row `i`
 * are `iterations.runStart[i] … iterations.runStart[i + 1] - 1`. Elements are ordered by task
 * position and element index, iterations oldest first (duplicates removed), runs by action index,
 * then attempt.
 *
 * After this point nobody knows the format generation.
 */

/** "No value" in the integer columns `submission`, `jobscript`, `host` and in `loopIdx`. */
export const NONE = -1;

/** "Not recorded" in the `exitCode` column (Int32 minimum: no process ends with it). */
export const NO_EXIT_CODE = -2147483648;

export interface ElementColumns {
  readonly count: number;
  /** Position of the task in the template (not the insert ID). */
  readonly task: Uint16Array;
  /** Element index within its task, as hpcflow counts (from 0). */
  readonly index: Uint32Array;
  /** Element set that generated it. */
  readonly elementSet: Uint16Array;
  /** First iteration row of each element; length `count + 1`. */
  readonly iterationStart: Uint32Array;
}

export interface IterationColumns {
  readonly count: number;
  /** Element row. */
  readonly element: Uint32Array;
  /** Iteration number as hpcflow writes it (GEN1: position within the task; later: iteration ID). */
  readonly id: Uint32Array;
  /** Position among the element's iterations, oldest is 0. */
  readonly ordinal: Uint32Array;
  /** Iteration number in each loop, `count × loops.length`, row-major; {@link NONE} outside. */
  readonly loopIdx: Int32Array;
  /** 1 where hpcflow had initialised the runs of the iteration. */
  readonly isInitialised: Uint8Array;
  /** First run row of each iteration; length `count + 1`. */
  readonly runStart: Uint32Array;
}

export interface RunColumns {
  readonly count: number;
  /** Iteration row. */
  readonly iteration: Uint32Array;
  /** Action index, counted over all schemas of the task. */
  readonly action: Uint16Array;
  /** Position in the action's list of runs; 0 unless the action was run again. */
  readonly attempt: Uint16Array;
  /** EAR number as hpcflow writes it (GEN1: unique within the task; later: EAR ID). */
  readonly id: Uint32Array;
  /** Code of {@link RUN_STATUSES}. */
  readonly status: Uint8Array;
  /** Start, microseconds since 1970-01-01 UTC; NaN when not started. */
  readonly startUs: Float64Array;
  /** End, microseconds since 1970-01-01 UTC; NaN when not ended. */
  readonly endUs: Float64Array;
  /** Exit code; {@link NO_EXIT_CODE} where none is recorded. */
  readonly exitCode: Int32Array;
  /** Submission index; {@link NONE}. */
  readonly submission: Int32Array;
  /** Jobscript index within its submission; {@link NONE}. */
  readonly jobscript: Int32Array;
  /** Row in `hosts`; {@link NONE} where no host is recorded. */
  readonly host: Int32Array;
}

export interface RunIndex {
  /** When the index was built, milliseconds since 1970-01-01 UTC. */
  readonly asOfMs: number;
  /** Loop names, in the order of the template. */
  readonly loops: readonly string[];
  /** Host names. */
  readonly hosts: readonly string[];
  readonly elements: ElementColumns;
  readonly iterations: IterationColumns;
  readonly runs: RunColumns;
}

/** All buffers of an index, for a transfer without copying. */
export function buffersOf(index: RunIndex): ArrayBufferLike[] {
  const buffers = new Set<ArrayBufferLike>();
  for (const columns of [index.elements, index.iterations, index.runs]) {
    for (const column of Object.values(columns)) {
      if (ArrayBuffer.isView(column)) buffers.add(column.buffer);
    }
  }
  return [...buffers];
}
