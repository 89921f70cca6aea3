import type { TimeUs } from './records.ts';
import type { PyDict, PyValue } from './values.ts';

/** Which run a change is about. */
export interface RunKey {
  readonly taskInsertId: number;
  /** Position among the iterations of the task. */
  readonly iterationIdx: number;
  readonly actionIdx: number;
  /** Position among the runs of the action. */
  readonly runIdx: number;
}

/** Values by run, in the order in which the runs were first named. */
export class ByRun<T> {
  readonly #entries = new Map<string, { readonly key: RunKey; readonly value: T }>();

  get size(): number {
    return this.#entries.size;
  }

  set(key: RunKey, value: T): void {
    const { taskInsertId, iterationIdx, actionIdx, runIdx } = key;
    this.#entries.set(`${taskInsertId} ${iterationIdx} ${actionIdx} ${runIdx}`, { key, value });
  }

  get({ taskInsertId, iterationIdx, actionIdx, runIdx }: RunKey): T | undefined {
    return this.#entries.get(`${taskInsertId} ${iterationIdx} ${actionIdx} ${runIdx}`)?.value;
  }

  entries(): Iterable<{ readonly key: RunKey; readonly value: T }> {
    return this.#entries.values();
  }

  clear(): void {
    this.#entries.clear();
  }
}

/** Rows to be added to one task, and changes of those it has. */
export class PendingTask {
  readonly elements: PyDict[] = [];
  readonly iterations: PyDict[] = [];
  /** Iterations to be appended to elements, by position of the element. */
  readonly iterationsIdx = new Map<number, number[]>();
  /** Runs by action, by position of the iteration. */
  readonly runs = new Map<number, Map<number, readonly PyDict[]>>();
  /** Loops that iterations are in from now on, by position of the iteration. */
  readonly loopIdx = new Map<number, Map<string, number>>();
}

/** What is to be set of a jobscript. */
export interface PendingJobscript {
  versionInfo?: PyValue;
  jobId?: PyValue;
  submitTime?: TimeUs;
}

/** Changes that a store collects before it commits them (hpcflow's `_pending`, FORMATS §9.1). */
export class PendingChanges {
  /** New tasks by their position at the time. */
  readonly tasks = new Map<number, PyDict>();
  readonly templateLoops: PyDict[] = [];
  readonly loops: PyDict[] = [];
  readonly loopsAddedIters = new Map<number, number>();
  readonly templateComponents = new Map<string, Map<string, PyValue>>();
  /** By insert ID. */
  readonly elementSets = new Map<number, PyDict[]>();
  /** By insert ID. */
  readonly rows = new Map<number, PendingTask>();
  readonly runSubmissions = new ByRun<number>();
  readonly runStarts = new ByRun<TimeUs>();
  readonly runEnds = new ByRun<TimeUs>();
  readonly submissions: PyDict[] = [];
  readonly submissionAttempts = new Map<number, PyValue[]>();
  /** By submission and jobscript. */
  readonly jobscripts = new Map<number, Map<number, PendingJobscript>>();
  /** JSON: encoded values by index, `null` for an unset one. */
  readonly parameterData = new Map<number, PyValue>();
  /** Zarr, where values are written at once: how many were added. */
  addedParameters = 0;
  readonly parameterSources = new Map<number, PyDict>();
  readonly parameterSourceUpdates = new Map<number, PyDict>();
  isReplacedDirRemoved = false;

  /** Rows of a task, to be added to. */
  rowsOf(taskInsertId: number): PendingTask {
    const known = this.rows.get(taskInsertId);
    if (known !== undefined) return known;
    const made = new PendingTask();
    this.rows.set(taskInsertId, made);
    return made;
  }

  jobscript(submissionIdx: number, jobscriptIdx: number): PendingJobscript {
    const ofSubmission = this.jobscripts.get(submissionIdx) ?? new Map<number, PendingJobscript>();
    this.jobscripts.set(submissionIdx, ofSubmission);
    const known = ofSubmission.get(jobscriptIdx) ?? {};
    ofSubmission.set(jobscriptIdx, known);
    return known;
  }

  get #collections(): readonly { readonly size: number; clear(): void }[] {
    return [
      this.tasks,
      this.loopsAddedIters,
      this.templateComponents,
      this.elementSets,
      this.rows,
      this.runSubmissions,
      this.runStarts,
      this.runEnds,
      this.submissionAttempts,
      this.jobscripts,
      this.parameterData,
      this.parameterSources,
      this.parameterSourceUpdates,
    ];
  }

  get #lists(): readonly PyDict[][] {
    return [this.templateLoops, this.loops, this.submissions];
  }

  /** True when nothing is pending. */
  get isEmpty(): boolean {
    return (
      this.addedParameters === 0 &&
      !this.isReplacedDirRemoved &&
      this.#lists.every(({ length }) => length === 0) &&
      this.#collections.every(({ size }) => size === 0)
    );
  }

  clear(): void {
    for (const collection of this.#collections) collection.clear();
    for (const list of this.#lists) list.length = 0;
    this.addedParameters = 0;
    this.isReplacedDirRemoved = false;
  }
}
