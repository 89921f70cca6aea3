import type { Problem } from '../../shared/contract/errors.ts';
import { NONE } from '../../shared/model/run-index.ts';
import { type FlatSubmission, submittedIn } from './flat-submissions.ts';
import { PREPARED, SUBMITTED, type Submittal, UNSUBMITTED } from './gen1-status.ts';

/** Which jobscript runs each run, from the grids of the submissions. Run IDs are workflow-wide. */
export class FlatPlacement {
  readonly problems: Problem[] = [];
  /** By submission: jobscript by run ID. */
  readonly #jobscripts: readonly Int32Array[];
  readonly #submitted: readonly ReadonlySet<number>[];

  constructor(submissions: readonly FlatSubmission[], runCount: number) {
    this.#submitted = submissions.map(submittedIn);
    this.#jobscripts = submissions.map(({ jobscripts }, index) => {
      const table = new Int32Array(runCount).fill(NONE);
      let unknown = 0;
      jobscripts.forEach(({ blocks }, jobscript) => {
        for (const { runIds } of blocks) {
          for (const row of runIds) {
            for (const id of row) {
              if (id < 0) continue;
              if (id < runCount) table[id] = jobscript;
              else unknown += 1;
            }
          }
        }
      });
      if (unknown > 0) {
        this.problems.push({
          message: `Submission ${index} names ${unknown} runs that do not exist.`,
          place: `submissions.${index}`,
        });
      }
      return table;
    });
  }

  /** Submission of a run: the recorded one, else the latest whose grid has it; {@link NONE}. */
  submissionOf(id: number, recorded: number): number {
    if (recorded !== NONE) return recorded;
    for (let index = this.#jobscripts.length - 1; index >= 0; index -= 1) {
      if ((this.#jobscripts[index]?.[id] ?? NONE) !== NONE) return index;
    }
    return NONE;
  }

  jobscriptOf(submission: number, id: number): number {
    return this.#jobscripts[submission]?.[id] ?? NONE;
  }

  /** In a partially submitted submission the run's own jobscript decides. */
  submittalOf(submission: number, jobscript: number): Submittal {
    if (submission === NONE) return UNSUBMITTED;
    return this.#submitted[submission]?.has(jobscript) === true ? SUBMITTED : PREPARED;
  }
}
