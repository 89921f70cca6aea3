import type { PyValue } from '../persistence/values.ts';

/**
 * A parameter study, described plainly: what a person would write in a template, and what became of
 * it. {@link buildStudy} turns it into the records hpcflow would have written.
 */
export interface Study {
  /** Template name. */
  readonly name: string;
  readonly appName: string;
  /** hpcflow's version, a31 … a50. */
  readonly appVersion: string;
  /** Microseconds since 1970 UTC. */
  readonly createdUs: number;
  /** In template order; the position is the insert ID. */
  readonly tasks: readonly StudyTask[];
  readonly loops: readonly StudyLoop[];
  readonly submissions: readonly StudySubmission[];
  /** What becomes of a run that has been submitted. */
  readonly outcomeOf: (run: RunPlace) => RunOutcome;
  /** Value of an output that a run has set. */
  readonly outputOf: (output: OutputPlace) => PyValue;
}

export interface StudyTask {
  readonly objective: string;
  readonly method?: string;
  readonly implementation?: string;
  readonly outputs: readonly string[];
  /** Expanded actions, in order (FORMATS §11.3). */
  readonly actions: readonly StudyAction[];
  /** Inputs that a default of the schema gives, where no element set names them. */
  readonly defaults?: Readonly<Record<string, PyValue>>;
  readonly elementSets: readonly StudyElementSet[];
}

export type StudyAction = {
  readonly environment: string;
  readonly command: string;
  /** Files (by label) that it reads and writes. */
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
  /** Parameter types that it reads and sets. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
} & (
  | { readonly kind: 'main' }
  | { readonly kind: 'input-file-generator' | 'output-file-parser'; readonly script: string }
);

export interface StudyElementSet {
  /** By parameter type. */
  readonly inputs: Readonly<Record<string, StudyInput>>;
  /** Items of the resource map that differ from null. */
  readonly resources?: Readonly<Record<string, PyValue>>;
}

export type StudyInput =
  | { readonly value: PyValue }
  /** Equal nesting orders are zipped, different ones multiplied, the lower varying faster. */
  | { readonly sequence: readonly PyValue[]; readonly nestingOrder: number }
  /** Output of all elements of an element set of an earlier task. */
  | { readonly fromTask: number; readonly elementSet: number; readonly nestingOrder: number };

export interface StudyLoop {
  readonly name: string;
  readonly tasks: readonly number[];
  readonly iterations: number;
  /** Since GEN3: an element's iterations end when a number in an output is less. */
  readonly endsBelow?: { readonly output: string; readonly member: string; readonly limit: number };
}

export interface StudySubmission {
  readonly jobscripts: readonly StudyJobscript[];
  /** Jobscript indexes of each submit call; the rest is not submitted yet. */
  readonly attempts: readonly (readonly number[])[];
  /** When the first jobscript starts, microseconds since 1970 UTC. */
  readonly startUs: number;
}

export interface StudyJobscript {
  /** Tasks (with a loop iteration each) that it runs one after the other. */
  readonly tasks: readonly { readonly task: number; readonly iteration: number }[];
  /** First and last but one element of every one of those tasks. */
  readonly elements: readonly [start: number, stop: number];
  readonly resources: Readonly<Record<string, PyValue>>;
  readonly schedulerJobId?: string;
}

export interface RunPlace {
  readonly task: number;
  readonly element: number;
  /** Position among the element's iterations. */
  readonly iteration: number;
  readonly action: number;
}

export interface RunOutcome {
  /** `failed`: it ends, but sets none of its outputs. `waiting`: it has not started. */
  readonly state: 'done' | 'failed' | 'running' | 'waiting';
  readonly durationUs: number;
}

export interface OutputPlace extends RunPlace {
  readonly type: string;
  /** Value of an input of the run, by parameter type; undefined when unset. */
  readonly inputOf: (type: string) => PyValue | undefined;
}
