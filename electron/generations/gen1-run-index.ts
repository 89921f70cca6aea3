import type { Problem } from '../../shared/contract/errors.ts';
import { NO_EXIT_CODE, NONE, type RunIndex } from '../../shared/model/run-index.ts';
import { statusCode } from '../../shared/model/status.ts';
import type { ElementRecord, IterationRecord, RunRecord } from '../persistence/records.ts';
import type { Gen1Placement, TaskPlacement } from './gen1-placement.ts';
import { gen1RunStatus, type Submittal } from './gen1-status.ts';
import { IntColumn, TimeColumn } from './growable-column.ts';
import { distinctIterations } from './iterations.ts';

/** Action and attempt numbers fit 16 bits; larger ones are damage. */
const MAX_ACTION = 0xffff;

/**
 * Builds the run index from GEN1 records, batch by batch. Pure: records in, columns out.
 *
 * Per run it does a dozen number pushes and a look at the keys of its data index; it makes no
 * objects and no texts, so that the index costs little beyond reading the records.
 */
export class Gen1IndexBuilder {
  readonly problems: Problem[] = [];
  readonly #asOfMs = Date.now();
  readonly #loops: readonly string[];
  readonly #placement: Gen1Placement;
  #task = 0;
  #taskPlacement: TaskPlacement;

  readonly #elementTask = new IntColumn();
  readonly #elementIndex = new IntColumn();
  readonly #elementSet = new IntColumn();
  readonly #iterationStart = new IntColumn();
  readonly #iterationElement = new IntColumn();
  readonly #iterationId = new IntColumn();
  readonly #ordinal = new IntColumn();
  readonly #loopIdx = new IntColumn();
  readonly #isInitialised = new IntColumn();
  readonly #runStart = new IntColumn();
  readonly #runIteration = new IntColumn();
  readonly #action = new IntColumn();
  readonly #attempt = new IntColumn();
  readonly #runId = new IntColumn();
  readonly #startUs = new TimeColumn();
  readonly #endUs = new TimeColumn();
  readonly #submission = new IntColumn();
  readonly #jobscript = new IntColumn();
  readonly #submittal = new IntColumn();
  /** Outputs of ended runs: the run's row and the parameter it should have set. */
  readonly #outputRun = new IntColumn();
  readonly #outputParameter = new IntColumn();

  /** @param loops Loop names in the order of the template. */
  constructor(loops: readonly string[], placement: Gen1Placement) {
    this.#loops = loops;
    this.#placement = placement;
    this.#taskPlacement = placement.ofTask(NONE);
  }

  /** Number of runs so far. */
  get runCount(): number {
    return this.#runId.length;
  }

  /** Elements that follow belong to this task. */
  startTask(index: number, insertId: number): void {
    this.#task = index;
    this.#taskPlacement = this.#placement.ofTask(insertId);
  }

  /** Adds elements of the current task, in order. */
  add(elements: readonly ElementRecord[]): void {
    for (const element of elements) {
      const row = this.#elementTask.length;
      this.#elementTask.push(this.#task);
      this.#elementIndex.push(element.index);
      this.#elementSet.push(element.es_idx);
      this.#iterationStart.push(this.#iterationElement.length);
      const iterations = distinctIterations(element.iterations);
      for (let ordinal = 0; ordinal < iterations.length; ordinal += 1) {
        const iteration = iterations[ordinal];
        if (iteration !== undefined) this.#addIteration(iteration, row, ordinal);
      }
    }
  }

  /** Parameters that {@link finish} must be told of: the outputs of ended runs. */
  outputsOfEndedRuns(): Uint32Array {
    return this.#outputParameter.finish(Uint32Array);
  }

  /** @param isSet 1 where the parameter of {@link outputsOfEndedRuns} at that position is set. */
  finish(isSet: Uint8Array): RunIndex {
    const runCount = this.#runId.length;
    const hasUnsetOutput = new Uint8Array(runCount);
    for (let at = 0; at < isSet.length; at += 1) {
      if (isSet[at] === 0) hasUnsetOutput[this.#outputRun.at(at)] = 1;
    }
    const status = new Uint8Array(runCount);
    for (let run = 0; run < runCount; run += 1) {
      status[run] = statusCode(
        gen1RunStatus(
          !Number.isNaN(this.#startUs.at(run)),
          !Number.isNaN(this.#endUs.at(run)),
          this.#submittal.at(run) as Submittal,
          hasUnsetOutput[run] === 1,
        ),
      );
    }
    this.#iterationStart.push(this.#iterationElement.length);
    this.#runStart.push(runCount);
    return {
      asOfMs: this.#asOfMs,
      loops: this.#loops,
      hosts: [],
      elements: {
        count: this.#elementTask.length,
        task: this.#elementTask.finish(Uint16Array),
        index: this.#elementIndex.finish(Uint32Array),
        elementSet: this.#elementSet.finish(Uint16Array),
        iterationStart: this.#iterationStart.finish(Uint32Array),
      },
      iterations: {
        count: this.#iterationElement.length,
        element: this.#iterationElement.finish(Uint32Array),
        id: this.#iterationId.finish(Uint32Array),
        ordinal: this.#ordinal.finish(Uint32Array),
        loopIdx: this.#loopIdx.finish(Int32Array),
        isInitialised: this.#isInitialised.finish(Uint8Array),
        runStart: this.#runStart.finish(Uint32Array),
      },
      runs: {
        count: runCount,
        iteration: this.#runIteration.finish(Uint32Array),
        action: this.#action.finish(Uint16Array),
        attempt: this.#attempt.finish(Uint16Array),
        id: this.#runId.finish(Uint32Array),
        status,
        startUs: this.#startUs.finish(),
        endUs: this.#endUs.finish(),
        // GEN1 records neither exit codes nor hosts (FORMATS §12.1).
        exitCode: new Int32Array(runCount).fill(NO_EXIT_CODE),
        submission: this.#submission.finish(Int32Array),
        jobscript: this.#jobscript.finish(Int32Array),
        host: new Int32Array(runCount).fill(NONE),
      },
    };
  }

  #addIteration(iteration: IterationRecord, element: number, ordinal: number): void {
    const row = this.#iterationElement.length;
    this.#iterationElement.push(element);
    this.#iterationId.push(iteration.index);
    this.#ordinal.push(ordinal);
    this.#isInitialised.push(iteration.EARs_initialised ? 1 : 0);
    this.#runStart.push(this.#runId.length);
    // A pair whose loop cannot be resolved (T6) has no column, so it is left out here.
    for (const loop of this.#loops) this.#loopIdx.push(iteration.loop_idx[loop] ?? NONE);
    if (iteration.actions.size > 1) {
      for (const action of [...iteration.actions.keys()].sort((a, b) => a - b)) {
        this.#addRuns(action, iteration.actions.get(action) ?? [], row);
      }
    } else {
      for (const [action, runs] of iteration.actions) this.#addRuns(action, runs, row);
    }
  }

  #addRuns(action: number, runs: readonly RunRecord[], iteration: number): void {
    if (!(action >= 0 && action <= MAX_ACTION)) {
      this.problems.push({
        message: `An iteration of task ${this.#task} has the action number ${action}; its runs are left out.`,
        place: `iteration ${this.#iterationId.at(iteration)}`,
      });
      return;
    }
    for (let attempt = 0; attempt < runs.length; attempt += 1) {
      const run = runs[attempt];
      if (run !== undefined) this.#addRun(action, attempt, run, iteration);
    }
  }

  #addRun(action: number, attempt: number, run: RunRecord, iteration: number): void {
    const { metadata } = run;
    const row = this.#runId.length;
    const submission = this.#taskPlacement.submissionOf(run.index, metadata.submission_idx);
    const jobscript = this.#taskPlacement.jobscriptOf(submission, run.index);
    this.#runIteration.push(iteration);
    this.#action.push(action);
    this.#attempt.push(attempt);
    this.#runId.push(run.index);
    this.#startUs.push(metadata.start_time ?? Number.NaN);
    this.#endUs.push(metadata.end_time ?? Number.NaN);
    this.#submission.push(submission);
    this.#jobscript.push(jobscript);
    this.#submittal.push(this.#taskPlacement.submittalOf(submission, jobscript));
    if (metadata.end_time === null) return;
    for (const path in run.data_idx) {
      if (!path.startsWith('outputs.')) continue;
      const parameter = run.data_idx[path];
      if (typeof parameter !== 'number') continue;
      this.#outputRun.push(row);
      this.#outputParameter.push(parameter);
    }
  }
}
