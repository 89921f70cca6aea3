import { type CommitStep, CommitSteps } from './commit-steps.ts';
import { type ParameterToAdd, sortedSource } from './parameter-source.ts';
import type { RunKey } from './pending-changes.ts';
import { addComponents } from './pending-components.ts';
import { ReadingStore } from './reading-store.ts';
import type { TimeUs } from './records.ts';
import { invalidRequest } from './store-errors.ts';
import { type StoreOptions, systemTime } from './store-options.ts';
import { isDict, type PyDict, type PyValue } from './values.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** A run as hpcflow names it: task insert ID, iteration, action, run (positions). */
export type RunIndices = readonly [number, number, number, number];

/**
 * The members of hpcflow's `PersistentStore` that change a workflow (FORMATS §9, §10). Outside of a
 * batch each commits at its end; in one (`workflow.isInBatch`) changes stay pending until
 * {@link ChangingStore.commitPending}, and are seen by the reading members where hpcflow shows them.
 *
 * Calls are carried out one after the other in the order in which they were made. They throw
 * AppException `permission-denied`, `refused` (disk full, another program holds the file),
 * `not-found` and `changed-on-disk` for what the disk says; what was pending then stays so.
 */
export abstract class ChangingStore extends ReadingStore {
  protected readonly options: StoreOptions;
  #last: Promise<unknown> = Promise.resolve();
  readonly #steps = new CommitSteps();

  protected constructor(workflow: WorkflowContext, options: StoreOptions) {
    super(workflow);
    this.options = options;
  }

  /**
   * The changes of the disk that write what is pending, in their order; nothing is written yet.
   * Each can be carried out again when it failed.
   */
  protected abstract planCommit(): Promise<readonly CommitStep[]>;
  /** @returns The index of a new parameter, which is pending (JSON) or written (Zarr). */
  protected abstract addParameters(added: readonly ParameterToAdd[]): Promise<number[]>;
  /** @returns Whether the value is pending (JSON) and not written (Zarr). */
  protected abstract setPending(index: number, value: PyValue): Promise<boolean>;
  /** Undoes what was written already (FORMATS §9.4). */
  protected abstract undoWritten(): Promise<void>;
  /** Called with rows before they are pending; throws for those the store cannot hold. */
  protected abstract prepareRows(taskInsertId: number, rows: NewRows): Promise<void>;

  /** One call after the other: two of them would find the same free index. */
  protected serially<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }

  override get hasPending(): boolean {
    return super.hasPending || this.#steps.isUnfinished;
  }

  async #commit(): Promise<void> {
    await this.#steps.finish();
    await this.#steps.carryOut(await this.planCommit(), () => this.forgetPending());
  }

  /** As {@link save}, from inside of a call. */
  protected async saveNow(): Promise<void> {
    if (!this.workflow.isInBatch) await this.#commit();
  }

  #change(change: () => Promise<void> | void): Promise<void> {
    return this.serially(async () => {
      await this.#steps.finish();
      await change();
      await this.saveNow();
    });
  }

  /** hpcflow: `save`; commits unless in a batch. */
  save(): Promise<void> {
    return this.serially(() => this.saveNow());
  }

  /**
   * hpcflow: `commit_pending`. When it fails before anything is written, all stays pending and the
   * next commit tries again. When it fails in between, the next call that changes something first
   * completes it; rejecting what is pending leaves what was written, to which nothing refers.
   *
   * @throws StoreException for changes of what is not there, before anything is written
   */
  commitPending(): Promise<void> {
    return this.serially(() => this.#commit());
  }

  /** hpcflow: `reject_pending`; in the Zarr store parameters added since are removed (T8). */
  rejectPending(): Promise<void> {
    return this.serially(async () => {
      await this.undoWritten();
      this.clearPending();
    });
  }

  /** hpcflow: `clear_pending`; touches no file. */
  clearPending(): void {
    this.#steps.drop();
    this.forgetPending();
  }

  /** Called when what is pending is written or given up. */
  protected forgetPending(): void {
    this.pending.clear();
  }

  /** hpcflow: `add_template_components` @param components - By kind and hash. */
  addTemplateComponents(components: PyDict): Promise<void> {
    return this.#change(async () => {
      const committed = await this.rootMember('template_components');
      const { templateComponents } = this.pending;
      addComponents(components, isDict(committed) ? committed : new Map(), templateComponents);
    });
  }

  /** hpcflow: `add_empty_task` @param task - With its `insert_ID`. */
  addEmptyTask(taskIdx: number, task: PyDict): Promise<void> {
    return this.#change(() => {
      if (typeof task.get('insert_ID') !== 'number') {
        throw invalidRequest('KeyError', 'A task needs an insert ID.', 'insert_ID');
      }
      this.pending.tasks.set(taskIdx, task);
    });
  }

  /** hpcflow: `add_element_set` */
  addElementSet(taskIdx: number, elementSet: PyDict): Promise<void> {
    return this.#change(async () => {
      const insertId = (await this.tasksWithPending())[taskIdx];
      if (insertId === undefined) {
        throw invalidRequest('IndexError', `The workflow has no task ${taskIdx}.`, 'task_idx');
      }
      const { elementSets } = this.pending;
      elementSets.set(insertId, [...(elementSets.get(insertId) ?? []), elementSet]);
    });
  }

  /** hpcflow: `add_elements`; the iterations are appended to those of the task. */
  addElements(
    _taskIdx: number,
    taskInsertId: number,
    elements: readonly PyDict[],
    elementIterations: readonly PyDict[],
  ): Promise<void> {
    return this.#change(async () => {
      await this.prepareRows(taskInsertId, { elements, iterations: elementIterations });
      const rows = this.pending.rowsOf(taskInsertId);
      for (const element of elements) rows.elements.push(element);
      for (const iteration of elementIterations) rows.iterations.push(iteration);
    });
  }

  /** hpcflow: `add_element_iterations` @param elementItersIdx - Iterations by position of element. */
  addElementIterations(
    _taskIdx: number,
    taskInsertId: number,
    elementIterations: readonly PyDict[],
    elementItersIdx: ReadonlyMap<number, readonly number[]>,
  ): Promise<void> {
    return this.#change(async () => {
      await this.prepareRows(taskInsertId, { iterations: elementIterations });
      const rows = this.pending.rowsOf(taskInsertId);
      for (const iteration of elementIterations) rows.iterations.push(iteration);
      for (const [element, indices] of elementItersIdx) {
        rows.iterationsIdx.set(element, [...(rows.iterationsIdx.get(element) ?? []), ...indices]);
      }
    });
  }

  /**
   * hpcflow: `add_EARs`
   *
   * @param runs - By action.
   * @param paramSrcUpdates - What is known of the sources of parameters from now on, by parameter.
   */
  addEARs(
    _taskIdx: number,
    taskInsertId: number,
    elementIterIdx: number,
    runs: ReadonlyMap<number, readonly PyDict[]>,
    paramSrcUpdates: ReadonlyMap<number, PyDict>,
  ): Promise<void> {
    return this.#change(async () => {
      await this.prepareRows(taskInsertId, { runs });
      const rows = this.pending.rowsOf(taskInsertId);
      const known = rows.runs.get(elementIterIdx) ?? new Map<number, readonly PyDict[]>();
      for (const [action, added] of runs) known.set(action, added);
      rows.runs.set(elementIterIdx, known);
      for (const [index, update] of paramSrcUpdates) {
        this.pending.parameterSourceUpdates.set(index, update);
      }
    });
  }

  /**
   * hpcflow: `add_loop`; the iterations there are become the loop's first.
   *
   * @param loop - With its `name` and `task_insert_IDs`.
   * @throws StoreException ValueError when an iteration is in a loop of that name already
   */
  addLoop(taskIndices: readonly number[], loop: PyDict, iterableParameters: PyDict): Promise<void> {
    return this.#change(async () => {
      const name = loop.get('name');
      const ids = loop.get('task_insert_IDs');
      if (typeof name !== 'string' || !Array.isArray(ids)) {
        throw invalidRequest('KeyError', 'A loop needs a name and its tasks.', 'loop_js');
      }
      const first: [insertId: number, iterations: ReadonlySet<number>][] = [];
      for (const [position, taskIdx] of taskIndices.entries()) {
        const insertId: unknown = ids[position];
        if (typeof insertId !== 'number') continue;
        first.push([insertId, await this.#iterationsOutside(name, taskIdx, insertId)]);
      }
      for (const [insertId, iterations] of first) {
        if (iterations.size > 0) await this.prepareRows(insertId, { loopName: name });
        const { loopIdx } = this.pending.rowsOf(insertId);
        for (const index of iterations) {
          loopIdx.set(index, new Map([...(loopIdx.get(index) ?? []), [name, 0]]));
        }
      }
      this.pending.templateLoops.push(loop);
      this.pending.loops.push(
        new Map<string, PyValue>([
          ['num_added_iterations', 1],
          ['iterable_parameters', iterableParameters],
        ]),
      );
    });
  }

  async #iterationsOutside(
    name: string,
    taskIdx: number,
    insertId: number,
  ): Promise<ReadonlySet<number>> {
    const rows = await this.taskRows(taskIdx, insertId);
    const elements = await rows.elements(0, rows.elementCount);
    const indices = new Set<number>();
    for (const element of elements) {
      if (element instanceof Error) throw element;
      for (const index of element.iterations_idx) indices.add(index);
    }
    const sorted = [...indices].sort((a, b) => a - b);
    for (const iteration of (await rows.iterations(sorted)).values()) {
      if (iteration instanceof Error) throw iteration;
      if (Object.hasOwn(iteration.loop_idx, name)) {
        throw invalidRequest('ValueError', `Loop “${name}” is already initialised.`, 'name');
      }
    }
    return indices;
  }

  /** hpcflow: `update_loop_num_added_iters` @param numAddedIters - From now on, not in addition. */
  updateLoopNumAddedIters(loopIdx: number, numAddedIters: number): Promise<void> {
    return this.#change(() => {
      this.pending.loopsAddedIters.set(loopIdx, numAddedIters);
    });
  }

  /**
   * hpcflow: `add_parameter_data`
   *
   * @returns The index of the parameter.
   * @throws StoreException ValueError for values the store cannot hold
   */
  async addParameterData(value: PyValue, source: PyDict): Promise<number> {
    const [index = 0] = await this.addManyParameters([{ value, source }]);
    return index;
  }

  /** hpcflow: `add_unset_parameter_data` @returns The index of the parameter. */
  async addUnsetParameterData(source: PyDict): Promise<number> {
    const [index = 0] = await this.addManyParameters([{ source }]);
    return index;
  }

  /** Not in hpcflow: many at once, in a fraction of the time. @returns Their indices. */
  addManyParameters(parameters: readonly ParameterToAdd[]): Promise<number[]> {
    return this.serially(async () => {
      await this.#steps.finish();
      const sorted = parameters.map((one) => ({ ...one, source: sortedSource(one.source) }));
      const indices = await this.addParameters(sorted);
      await this.saveNow();
      return indices;
    });
  }

  /**
   * hpcflow: `set_parameter`. The Zarr store writes it at once; it cannot be rejected.
   *
   * @throws StoreException RuntimeError when it is set already, `not-found` when there is none
   */
  setParameter(index: number, value: PyValue): Promise<void> {
    return this.serially(async () => {
      await this.#steps.finish();
      if (await this.isParameterSet(index)) {
        const message = `Parameter at index ${index} is already set!`;
        throw invalidRequest('RuntimeError', message, 'index');
      }
      if (await this.setPending(index, value)) await this.saveNow();
    });
  }

  /** hpcflow: `add_submission` */
  addSubmission(submission: PyDict): Promise<void> {
    return this.#change(() => {
      this.pending.submissions.push(submission);
    });
  }

  /** hpcflow: `append_submission_attempt` @param submitted - Jobscripts of the attempt. */
  appendSubmissionAttempt(submissionIdx: number, submitted: PyValue): Promise<void> {
    return this.#change(() => {
      const { submissionAttempts } = this.pending;
      const known = submissionAttempts.get(submissionIdx) ?? [];
      submissionAttempts.set(submissionIdx, [...known, submitted]);
    });
  }

  /** hpcflow: `set_jobscript_version_info` */
  setJobscriptVersionInfo(submissionIdx: number, jobscriptIdx: number, info: PyValue) {
    return this.#change(() => {
      this.pending.jobscript(submissionIdx, jobscriptIdx).versionInfo = info;
    });
  }

  /** hpcflow: `set_jobscript_submit_time` @param time - Microseconds since 1970 UTC. */
  setJobscriptSubmitTime(submissionIdx: number, jobscriptIdx: number, time: TimeUs) {
    return this.#change(() => {
      this.pending.jobscript(submissionIdx, jobscriptIdx).submitTime = time;
    });
  }

  /** hpcflow: `set_jobscript_job_ID` */
  setJobscriptJobID(submissionIdx: number, jobscriptIdx: number, jobId: PyValue): Promise<void> {
    return this.#change(() => {
      this.pending.jobscript(submissionIdx, jobscriptIdx).jobId = jobId;
    });
  }

  /** hpcflow: `set_EAR_submission_indices` */
  setEARSubmissionIndices(submissionIdx: number, runs: Iterable<RunIndices>): Promise<void> {
    return this.#change(() => {
      for (const run of runs) this.pending.runSubmissions.set(runKey(run), submissionIdx);
    });
  }

  /** hpcflow: `set_EAR_start`; the time is now. */
  setEARStart(...run: RunIndices): Promise<void> {
    return this.#change(() => {
      this.pending.runStarts.set(runKey(run), (this.options.now ?? systemTime)());
    });
  }

  /** hpcflow: `set_EAR_end`; the time is now. */
  setEAREnd(...run: RunIndices): Promise<void> {
    return this.#change(() => {
      this.pending.runEnds.set(runKey(run), (this.options.now ?? systemTime)());
    });
  }

  /** Insert IDs of the tasks in the order they will have. */
  protected async tasksWithPending(): Promise<number[]> {
    const ids = (await this.templateTasks()).map(({ insertId }) => insertId);
    for (const [index, task] of this.pending.tasks) {
      const insertId = task.get('insert_ID');
      if (typeof insertId === 'number') ids.splice(index, 0, insertId);
    }
    return ids;
  }
}

/** Rows that are about to be pending. */
export interface NewRows {
  readonly elements?: readonly PyDict[];
  readonly iterations?: readonly PyDict[];
  readonly runs?: ReadonlyMap<number, readonly PyDict[]>;
  readonly loopName?: string;
}

function runKey([taskInsertId, iterationIdx, actionIdx, runIdx]: RunIndices): RunKey {
  return { taskInsertId, iterationIdx, actionIdx, runIdx };
}
