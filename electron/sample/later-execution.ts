import { isDict, PyFloat } from '../persistence/values.ts';
import type { LaterOutcome, LaterStudy } from './later-study.ts';
import type { StudySubmission } from './study.ts';
import { type PlannedJobscript, type PlannedRun, producerOf } from './study-jobscripts.ts';
import type { BuiltRun } from './study-records.ts';
import type { StudyState } from './study-state.ts';
import { setOutputs } from './study-submissions.ts';

/** How many columns of a jobscript run at the same time. */
const LANES = 8;
/** From one run's end to the next one's start; from a jobscript's submission to its start. */
const GAP_US = 310_000;
const QUEUE_US = 41_700_000;

/** Why a run is not executed (GEN4 §13.2). */
export const SKIP = { none: 0, upstreamFailure: 1, loopTermination: 2 } as const;
/** Exit code of a skipped run (GEN4 §13.5). */
export const SKIPPED_CODE = 65;

/** What became of a run. */
export interface RunFate {
  readonly skip: number;
  readonly startUs: number | null;
  readonly endUs: number | null;
  /** Absent for a skipped run. */
  readonly outcome?: LaterOutcome;
  readonly column: number;
}

/** What became of the runs of a study, submission by submission. */
export class Execution {
  readonly fates = new Map<BuiltRun, RunFate>();
  /** Last iteration of an element of a loop that is executed, where the loop ended early. */
  readonly #endedAt = new Map<string, number>();

  constructor(
    readonly study: LaterStudy,
    readonly state: StudyState,
  ) {}

  /** @returns when each jobscript was submitted; `undefined` for those that were not */
  runSubmission(
    submission: StudySubmission,
    planned: readonly PlannedJobscript[],
  ): readonly (number | undefined)[] {
    const submitted = new Set(submission.attempts.flat());
    const ends: number[] = [];
    return planned.map((jobscript, position) => {
      if (!submitted.has(position)) return undefined;
      const waitsFor = [...jobscript.dependencies.keys()].map((other) => ends[other] ?? 0);
      const startUs = Math.max(submission.startUs + QUEUE_US, ...waitsFor) + GAP_US;
      ends[position] = this.#runJobscript(jobscript, startUs);
      return submission.startUs + position * GAP_US;
    });
  }

  /** @returns when the last of its runs ended */
  #runJobscript(jobscript: PlannedJobscript, startUs: number): number {
    const laneFree = new Array<number>(LANES).fill(startUs);
    for (const column of jobscript.elements.keys()) {
      const lane = column % LANES;
      let now = laneFree[lane] ?? startUs;
      for (const row of jobscript.grid) {
        const cell = row[column];
        if (cell === undefined) continue;
        const endUs = this.#execute(cell, column, now);
        // Not ended: nothing after it in this column has started.
        if (endUs === undefined) break;
        now = endUs + GAP_US;
      }
      laneFree[lane] = now;
    }
    return Math.max(...laneFree);
  }

  /** @returns when the run ended; undefined when it has not */
  #execute(cell: PlannedRun, column: number, atUs: number): number | undefined {
    const { place, run } = cell;
    const producers = Object.values(run.data_idx)
      .flatMap((parameter) => producerOf(this.state, parameter) ?? [])
      .filter((other) => other !== run)
      .map((other) => this.fates.get(other));
    if (producers.some((fate) => fate?.endUs === undefined || fate.endUs === null)) {
      return undefined;
    }
    const skip = this.#skipOf(cell, producers);
    if (skip !== SKIP.none) {
      this.fates.set(run, { skip, startUs: null, endUs: atUs, column });
      return atUs;
    }
    const outcome = this.study.outcomeOf(place);
    if (outcome.state === 'waiting') return undefined;
    const startUs = Math.max(atUs, ...producers.map((fate) => fate?.endUs ?? 0));
    const endUs = outcome.state === 'running' ? null : startUs + outcome.durationUs;
    this.fates.set(run, { skip, startUs, endUs, outcome, column });
    if (outcome.state === 'done') {
      setOutputs(this.state, cell);
      this.#endLoops(cell);
    }
    return endUs ?? undefined;
  }

  #skipOf({ place }: PlannedRun, producers: readonly (RunFate | undefined)[]): number {
    const hasFailed = producers.some(
      (fate) => fate?.outcome?.state === 'failed' || fate?.skip === SKIP.upstreamFailure,
    );
    if (hasFailed && this.study.runsAfterFailure?.(place) !== true) return SKIP.upstreamFailure;
    const endedAt = this.#endedAt.get(`${place.task}.${place.element}`);
    return endedAt !== undefined && place.iteration > endedAt ? SKIP.loopTermination : SKIP.none;
  }

  /** After the last task of a loop: does it end here for this element? */
  #endLoops({ place }: PlannedRun): void {
    for (const { tasks, endsBelow } of this.study.loops) {
      if (endsBelow === undefined || tasks.at(-1) !== place.task) continue;
      const { output, member, limit } = endsBelow;
      const { task, element, iteration } = place;
      const index = this.state.outputIndex(task, element, iteration, output);
      const value = this.state.parameters.valueOf(index);
      const item = isDict(value) ? value.get(member) : undefined;
      const number = item instanceof PyFloat ? item.value : item;
      if (typeof number !== 'number' || number >= limit) continue;
      for (const own of tasks) this.#endedAt.set(`${own}.${element}`, iteration);
    }
  }
}
