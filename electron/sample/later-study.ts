import type { RunOutcome, RunPlace, Study } from './study.ts';

/**
 * A study as later generations record it: how each run ended, where it ran and what it printed.
 * {@link buildLaterStudy} turns it into the records hpcflow would have written.
 */
export interface LaterStudy extends Study {
  readonly outcomeOf: (run: RunPlace) => LaterOutcome;
  /** Whether a run is executed all the same where one that it takes its input from failed. */
  readonly runsAfterFailure?: (run: RunPlace) => boolean;
  /** Machine that a run is executed on. */
  readonly hostOf: (run: RunPlace) => string;
  /** Tasks whose runs are executed in folders of their own. */
  readonly tasksWithFolders: readonly number[];
  readonly textsOf: (report: RunReport) => RunTexts;
  /** Text of the script of an action, by its name; absent for actions without one. */
  readonly scripts: ReadonlyMap<string, string>;
}

export interface LaterOutcome extends RunOutcome {
  /** Of a run that failed. */
  readonly exitCode?: number;
}

/** A run that was executed, or is being executed, for what it printed. */
export interface RunReport {
  readonly place: RunPlace;
  readonly runId: number;
  readonly outcome: LaterOutcome;
  readonly host: string;
  readonly startUs: number;
  readonly schedulerJobId: string | undefined;
  /** Position among the elements of the jobscript. */
  readonly column: number;
}

export interface RunTexts {
  /** For the output and error files of the jobscript. */
  readonly stdout?: string;
  readonly stderr?: string;
  /** By name, in the folder of the run. */
  readonly files?: Readonly<Record<string, string>>;
}
