import type {
  FlatElement,
  FlatIteration,
  FlatRun,
  FlatTask,
  RunDirectoryRow,
} from '../flat/records.ts';
import type { PyDict, PyValue } from '../values.ts';

/**
 * A whole workflow of GEN3 or GEN4 as plain records: everything its folder holds, whatever the kind
 * of store. IDs are positions in the lists.
 */
export interface FlatWorkflow {
  /** With its timestamp, as the folder is named. */
  readonly name: string;
  /** FORMATS §13.3, GEN4 §5.1 */
  readonly creationInfo: PyDict;
  /** strftime format of all times stored. */
  readonly tsFmt: string;
  readonly tsNameFmt: string;
  /** GEN4 §16.1 */
  readonly template: PyDict;
  /** GEN4 §16.2 */
  readonly templateComponents: PyDict;
  readonly numAddedTasks: number;
  /** In template order. */
  readonly tasks: readonly FlatTask[];
  readonly elements: readonly FlatElement[];
  readonly iterations: readonly FlatIteration[];
  readonly runs: readonly FlatRun[];
  /** By run; absent or `undefined` for a run without a directory of its own. GEN4 only. */
  readonly runDirectories?: readonly (RunDirectoryRow | undefined)[];
  /** GEN4 §17 */
  readonly loops: readonly PyDict[];
  /** In the form of the JSON store of the generation (FORMATS §13.7, GEN4 §10). */
  readonly submissions: readonly PyDict[];
  readonly parameters: readonly FlatWorkflowParameter[];
  /** Logs, scripts and other files beside the store, by their keys. */
  readonly files?: ReadonlyMap<string, string>;
}

export interface FlatWorkflowParameter {
  /** GEN4 §9.3 */
  readonly source: PyDict;
  /** Absent: unset. */
  readonly value?: PyValue;
  /** A file as the value (GEN4 §9.4). */
  readonly file?: PyDict;
}
