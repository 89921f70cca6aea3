/**
 * What a store needs to know of its workflow: hpcflow passes its whole `Workflow` object, we pass
 * this (FORMATS §9: path, batch flag, time format, task list with counts).
 */
export interface WorkflowContext {
  /** Absolute path of the workflow folder. */
  readonly path: string;
  /** True inside a batch update: writes stay pending. */
  readonly isInBatch: boolean;
  /** One entry per task in template order; from the store itself when absent. */
  readonly tasks?: readonly TaskContext[];
}

export interface TaskContext {
  readonly insertId: number;
  /** Committed elements. */
  readonly numElements: number;
  /** Committed iterations. */
  readonly numElementIterations: number;
  /** Committed and pending elements. */
  readonly numElementsWithPending: number;
}
