import type { Problem } from '../../shared/contract/errors.ts';
import { NONE } from '../../shared/model/run-index.ts';
import type { SubmissionRecord } from '../persistence/records.ts';
import { PREPARED, SUBMITTED, type Submittal, UNSUBMITTED } from './gen1-status.ts';
import { indexOf, indicesOf, listOf } from './py-access.ts';

/** EAR indices beyond this are damage, not data: a table for them would not fit into memory. */
const MAX_EAR_INDEX = 1 << 26;

/** Jobscript by EAR index, of one task within one submission; {@link NONE} elsewhere. */
type JobscriptOfEar = Int32Array;

/**
 * Which jobscript runs each EAR, from the grids of the submissions (FORMATS §8.2). EAR indices are
 * unique within a task only (T17), so there is one table per submission and task.
 */
export class Gen1Placement {
  readonly problems: Problem[] = [];
  /** By submission, then insert ID. */
  readonly #tables: ReadonlyMap<number, JobscriptOfEar>[];
  /** By submission: the jobscripts of all its attempts. */
  readonly #submitted: ReadonlySet<number>[];

  constructor(submissions: readonly SubmissionRecord[]) {
    this.#submitted = submissions.map(submittedJobscripts);
    this.#tables = submissions.map((submission, index) => this.#tablesOf(submission, index));
  }

  /** The tables of one task, so that a run costs no look-up by task. */
  ofTask(insertId: number): TaskPlacement {
    const tables = this.#tables.map((bySubmission) => bySubmission.get(insertId));
    return new TaskPlacement(tables, this.#submitted);
  }

  #tablesOf(submission: SubmissionRecord, index: number): Map<number, JobscriptOfEar> {
    const cells = new Map<number, number[]>();
    submission.jobscripts.forEach(({ fields }, jobscript) => {
      const grid = listOf(fields.get('EAR_idx'));
      const rows = listOf(fields.get('task_actions'));
      if (grid.length !== rows.length) {
        this.problems.push({
          message: `Jobscript ${jobscript} of submission ${index} has ${rows.length} actions, but ${grid.length} rows of runs.`,
          place: `submissions.${index}.jobscripts.${jobscript}.EAR_idx`,
        });
      }
      rows.forEach((row, position) => {
        const insertId = indexOf(listOf(row)[0]);
        if (insertId === undefined) return;
        const pairs = cells.get(insertId) ?? [];
        cells.set(insertId, pairs);
        // -1 marks cells where nothing is to be run (T22); it is no index.
        for (const ear of indicesOf(grid[position])) pairs.push(ear, jobscript);
      });
    });
    const tables = new Map<number, JobscriptOfEar>();
    for (const [insertId, pairs] of cells) tables.set(insertId, this.#tableOf(pairs, index));
    return tables;
  }

  #tableOf(pairs: readonly number[], submission: number): JobscriptOfEar {
    let largest = -1;
    for (let at = 0; at < pairs.length; at += 2) {
      const ear = pairs[at] ?? 0;
      if (ear <= MAX_EAR_INDEX) largest = Math.max(largest, ear);
      else {
        this.problems.push({
          message: `Submission ${submission} names the run ${ear}, which cannot exist.`,
          place: `submissions.${submission}`,
        });
      }
    }
    const table = new Int32Array(largest + 1).fill(NONE);
    for (let at = 0; at < pairs.length; at += 2) table[pairs[at] ?? 0] = pairs[at + 1] ?? NONE;
    return table;
  }
}

/** {@link Gen1Placement} of the runs of one task. */
export class TaskPlacement {
  readonly #tables: readonly (JobscriptOfEar | undefined)[];
  readonly #submitted: readonly ReadonlySet<number>[];

  constructor(
    tables: readonly (JobscriptOfEar | undefined)[],
    submitted: readonly ReadonlySet<number>[],
  ) {
    this.#tables = tables;
    this.#submitted = submitted;
  }

  /**
   * Submission of a run: the recorded one; where none is recorded, the latest whose grid has the
   * run, for hpcflow may have marked another action's run instead (T5). {@link NONE} otherwise.
   */
  submissionOf(ear: number, recorded: number | null): number {
    if (recorded !== null) return recorded;
    for (let index = this.#tables.length - 1; index >= 0; index -= 1) {
      if ((this.#tables[index]?.[ear] ?? NONE) !== NONE) return index;
    }
    return NONE;
  }

  /** Jobscript of a run within a submission, or {@link NONE}. */
  jobscriptOf(submission: number, ear: number): number {
    return this.#tables[submission]?.[ear] ?? NONE;
  }

  /**
   * Whether a run was submitted. In a partially submitted submission its jobscript decides, where
   * hpcflow itself says "pending" for all of them (FORMATS §12.1).
   */
  submittalOf(submission: number, jobscript: number): Submittal {
    if (submission === NONE) return UNSUBMITTED;
    return this.#submitted[submission]?.has(jobscript) === true ? SUBMITTED : PREPARED;
  }
}

/** Jobscripts that any attempt of a submission submitted (FORMATS §8.1). */
export function submittedJobscripts(submission: SubmissionRecord): Set<number> {
  const attempts = listOf(submission.fields.get('submission_attempts'));
  return new Set(attempts.flatMap((attempt) => indicesOf(attempt)));
}
