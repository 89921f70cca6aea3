import { AppException, type Problem } from '../../shared/contract/errors.ts';
import { NONE, type RunIndex } from '../../shared/model/run-index.ts';
import { statusCode } from '../../shared/model/status.ts';
import type { OrError } from '../persistence/flat/flat-store.ts';
import type {
  ActionRuns,
  FlatTask,
  IndexedElement,
  IndexedIteration,
} from '../persistence/flat/records.ts';
import { NO_CODE, type RunColumns } from '../persistence/flat/run-columns.ts';
import type { FlatPlacement } from './flat-placement.ts';
import { flatRunStatus } from './flat-status.ts';
import { IntColumn } from './growable-column.ts';
import { problemOf } from './problem-of.ts';

/** What damage made larger is no iteration either. */
const MOST_ID = 0xffffffff;

/** What the index needs beside elements and iterations. */
export interface FlatIndexParts {
  /** In template order. */
  readonly tasks: readonly FlatTask[];
  readonly runs: RunColumns;
  /** Skip reason by run ID, with what could be inferred. */
  readonly skips: Uint8Array;
  readonly placement: FlatPlacement;
  /** Whether a person may abort an action of the task at a position. */
  readonly isAbortable: (task: number, action: number) => boolean;
}

/**
 * Builds the run index from flat records. Pure: records in, columns out. Elements and iterations
 * come in the order of their numbers, batch by batch, and are kept as columns only.
 */
export class FlatIndexBuilder {
  readonly problems: Problem[] = [];
  readonly #asOfMs = Date.now();
  readonly #loops: readonly string[];
  readonly #elementSets: number[] = [];
  /** Per element the first of its entries in the column below; one more at the end. */
  readonly #iterationStart = new IntColumn();
  readonly #iterationId = new IntColumn();
  readonly #loopIdx = new IntColumn();
  readonly #isInitialised = new IntColumn();
  /** Per iteration the first of its entries in the three columns below; one more at the end. */
  readonly #runStart = new IntColumn();
  readonly #action = new IntColumn();
  readonly #attempt = new IntColumn();
  readonly #runId = new IntColumn();

  /** @param loops Loop names in the order of the template. */
  constructor(loops: readonly string[]) {
    this.#loops = loops;
  }

  addElements(batch: readonly OrError<IndexedElement>[]): void {
    for (const element of batch) {
      const isBroken = element instanceof AppException;
      if (isBroken) this.#report(element);
      this.#elementSets.push(isBroken ? 0 : element.es_idx);
      this.#iterationStart.push(this.#iterationId.length);
      if (!isBroken)
        for (const id of element.iteration_IDs) this.#iterationId.push(Math.min(id, MOST_ID));
    }
  }

  addIterations(batch: readonly OrError<IndexedIteration>[]): void {
    for (const iteration of batch) {
      this.#runStart.push(this.#runId.length);
      if (iteration instanceof AppException) {
        this.#report(iteration);
        for (const _ of this.#loops) this.#loopIdx.push(NONE);
        this.#isInitialised.push(0);
        continue;
      }
      for (const loop of this.#loops) this.#loopIdx.push(iteration.loop_idx[loop] ?? NONE);
      const { EARs_initialised: recorded, EAR_IDs: actions } = iteration;
      this.#isInitialised.push((recorded ?? actions !== null) ? 1 : 0);
      for (const [action, runs] of byAction(actions)) {
        runs.forEach((id, attempt) => {
          this.#action.push(action);
          this.#attempt.push(attempt);
          this.#runId.push(id);
        });
      }
    }
  }

  finish({ tasks, runs, skips, placement, isAbortable }: FlatIndexParts): RunIndex {
    this.#iterationStart.push(this.#iterationId.length);
    this.#runStart.push(this.#runId.length);
    const elementCount = this.#elementSets.length;
    const elementTask = new IntColumn();
    const elementIndex = new IntColumn();
    const elementSet = new IntColumn();
    const iterationStart = new IntColumn();
    const iterationElement = new IntColumn();
    const iterationId = new IntColumn();
    const ordinals = new IntColumn();
    const loopIdx = new IntColumn();
    const isInitialised = new IntColumn();
    const runStart = new IntColumn();
    const runIteration = new IntColumn();
    const action = new IntColumn();
    const attempt = new IntColumn();
    const runId = new IntColumn();
    const status = new IntColumn();
    const submissions = new IntColumn();
    const jobscripts = new IntColumn();
    const iterationCount = this.#isInitialised.length;

    const addRuns = (task: number, iteration: number, row: number): void => {
      const end = this.#runStart.at(iteration + 1);
      for (let at = this.#runStart.at(iteration); at < end; at += 1) {
        const id = this.#runId.at(at);
        const submission = placement.submissionOf(id, runs.submission[id] ?? NONE);
        const jobscript = placement.jobscriptOf(submission, id);
        const exitCode = runs.exitCode[id] ?? NO_CODE;
        runIteration.push(row);
        action.push(this.#action.at(at));
        attempt.push(this.#attempt.at(at));
        runId.push(id);
        submissions.push(submission);
        jobscripts.push(jobscript);
        const state = {
          skip: skips[id] ?? 0,
          hasStarted: !Number.isNaN(runs.startUs[id] ?? Number.NaN),
          hasEnded: !Number.isNaN(runs.endUs[id] ?? Number.NaN),
          exitCode: exitCode === NO_CODE ? undefined : exitCode,
          isAbortable: isAbortable(task, this.#action.at(at)),
          submittal: placement.submittalOf(submission, jobscript),
        };
        status.push(statusCode(flatRunStatus(state)));
      }
    };

    tasks.forEach((task, position) => {
      task.element_IDs.forEach((element, index) => {
        const isThere = element >= 0 && element < elementCount;
        if (!isThere) {
          this.problems.push({
            message: `Task ${task.id_} has the element ${element}, which does not exist.`,
          });
        }
        const row = elementTask.length;
        elementTask.push(position);
        elementIndex.push(index);
        elementSet.push(this.#elementSets[element] ?? 0);
        iterationStart.push(iterationElement.length);
        let ordinal = 0;
        const end = isThere ? this.#iterationStart.at(element + 1) : 0;
        for (let own = isThere ? this.#iterationStart.at(element) : 0; own < end; own += 1) {
          const iteration = this.#iterationId.at(own);
          if (iteration >= iterationCount) {
            this.problems.push({
              message: `Element ${element} has the iteration ${iteration}, which does not exist.`,
            });
            continue;
          }
          const at = iterationElement.length;
          iterationElement.push(row);
          iterationId.push(iteration);
          ordinals.push(ordinal);
          ordinal += 1;
          isInitialised.push(this.#isInitialised.at(iteration));
          runStart.push(runId.length);
          const first = iteration * this.#loops.length;
          this.#loops.forEach((_, loop) => {
            loopIdx.push(this.#loopIdx.at(first + loop) | 0);
          });
          addRuns(position, iteration, at);
        }
      });
    });
    iterationStart.push(iterationElement.length);
    runStart.push(runId.length);
    const ids = runId.finish(Uint32Array);
    return {
      asOfMs: this.#asOfMs,
      loops: this.#loops,
      hosts: runs.hosts,
      elements: {
        count: elementTask.length,
        task: elementTask.finish(Uint16Array),
        index: elementIndex.finish(Uint32Array),
        elementSet: elementSet.finish(Uint16Array),
        iterationStart: iterationStart.finish(Uint32Array),
      },
      iterations: {
        count: iterationElement.length,
        element: iterationElement.finish(Uint32Array),
        id: iterationId.finish(Uint32Array),
        ordinal: ordinals.finish(Uint32Array),
        loopIdx: loopIdx.finish(Int32Array),
        isInitialised: isInitialised.finish(Uint8Array),
        runStart: runStart.finish(Uint32Array),
      },
      runs: {
        count: ids.length,
        iteration: runIteration.finish(Uint32Array),
        action: action.finish(Uint16Array),
        attempt: attempt.finish(Uint16Array),
        id: ids,
        status: status.finish(Uint8Array),
        startUs: ofIds(ids, runs.startUs, new Float64Array(ids.length), Number.NaN),
        endUs: ofIds(ids, runs.endUs, new Float64Array(ids.length), Number.NaN),
        exitCode: ofIds(ids, runs.exitCode, new Int32Array(ids.length), NO_CODE),
        submission: submissions.finish(Int32Array),
        jobscript: jobscripts.finish(Int32Array),
        host: ofIds(ids, runs.host, new Int32Array(ids.length), NONE),
      },
    };
  }

  #report(error: AppException): void {
    this.problems.push(problemOf(error));
  }
}

/** Items of a column at the IDs, put into another; what the column lacks is absent. */
function ofIds<T extends Float64Array | Int32Array>(
  ids: Uint32Array,
  column: T,
  picked: T,
  absent: number,
): T {
  for (let row = 0; row < ids.length; row += 1) picked[row] = column[ids[row] ?? 0] ?? absent;
  return picked;
}

/** Actions in ascending order; mostly there is one. */
function byAction(actions: IndexedIteration['EAR_IDs']): readonly ActionRuns[] {
  if (actions === null) return [];
  return actions.length < 2 ? actions : [...actions].sort(([a], [b]) => a - b);
}
