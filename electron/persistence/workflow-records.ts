import type { ElementRecord, IterationRecord } from './records.ts';
import type { PyDict, PyValue } from './values.ts';

/** A GEN1 workflow as plain records: everything its files hold, whatever the kind of store. */
export interface Gen1Workflow {
  /** FORMATS §3.2 */
  readonly creationInfo: PyDict;
  /** FORMATS §11.1 */
  readonly template: PyDict;
  /** FORMATS §11.3 */
  readonly templateComponents: PyDict;
  /** FORMATS §3.6 */
  readonly loops: readonly PyDict[];
  /** FORMATS §8.1 */
  readonly submissions: readonly PyDict[];
  readonly numAddedTasks: number;
  /** In template order. */
  readonly tasks: readonly Gen1Task[];
  /** Position = parameter index. */
  readonly parameters: readonly Gen1Parameter[];
}

export interface Gen1Task {
  readonly insertId: number;
  readonly elements: readonly Gen1Element[];
  readonly iterations: readonly Gen1Iteration[];
}

export interface Gen1Element extends Omit<ElementRecord, 'index' | 'iterations'> {
  readonly iterations_idx: readonly number[];
}

export type Gen1Iteration = Omit<IterationRecord, 'index'>;

export interface Gen1Parameter {
  /** FORMATS §6.5 */
  readonly source: PyDict;
  /** Absent: unset. */
  readonly value?: PyValue;
}
