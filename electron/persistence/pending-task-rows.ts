import { AppException } from '../../shared/contract/errors.ts';
import { iterationOf, RecordFault, runsOf, storedElementOf } from './json-records.ts';
import type { ByRun, PendingTask } from './pending-changes.ts';
import { plainRecord } from './plain-record.ts';
import type { IterationRecord, RunRecord } from './records.ts';
import { corrupt } from './store-errors.ts';
import type { StoredElement, TaskRows } from './task-rows.ts';
import type { TimeParser } from './timestamps.ts';

/** What is pending is called so in messages. */
const PENDING = 'A change that is not yet saved';

function attempt<T>(place: string, decode: () => T): T | AppException {
  try {
    return decode();
  } catch (error) {
    if (error instanceof RecordFault) return error.at(PENDING, place);
    if (error instanceof AppException) return error;
    throw error;
  }
}

/** Rows of a task with what is pending for it; the committed ones are as they were. */
export class PendingTaskRows implements TaskRows {
  constructor(
    readonly taskInsertId: number,
    readonly committed: TaskRows | undefined,
    readonly pending: PendingTask | undefined,
    readonly runSubmissions: ByRun<number>,
    readonly parseTime: TimeParser,
  ) {}

  get elementCount(): number {
    return (this.committed?.elementCount ?? 0) + (this.pending?.elements.length ?? 0);
  }

  get iterationCount(): number {
    return (this.committed?.iterationCount ?? 0) + (this.pending?.iterations.length ?? 0);
  }

  async elements(from: number, to: number): Promise<readonly (StoredElement | AppException)[]> {
    const { committed, pending } = this;
    const first = committed?.elementCount ?? 0;
    const stored =
      committed === undefined || from >= first
        ? []
        : await committed.elements(from, Math.min(to, first));
    const added = (pending?.elements ?? []).slice(
      Math.max(0, from - first),
      Math.max(0, to - first),
    );
    const rows = [
      ...stored,
      ...added.map((element, i) =>
        attempt(`elements.${Math.max(from, first) + i}`, () =>
          storedElementOf(plainRecord(element)),
        ),
      ),
    ];
    return rows.map((row, i) => {
      const more = pending?.iterationsIdx.get(from + i);
      if (more === undefined || row instanceof AppException) return row;
      return { ...row, iterations_idx: [...row.iterations_idx, ...more] };
    });
  }

  async iterations(
    indices: readonly number[],
  ): Promise<ReadonlyMap<number, IterationRecord | AppException>> {
    const first = this.committed?.iterationCount ?? 0;
    const stored = await this.committed?.iterations(indices.filter((index) => index < first));
    const found = new Map<number, IterationRecord | AppException>();
    for (const index of indices) {
      const row = index < first ? stored?.get(index) : this.#added(index, index - first);
      if (row !== undefined) found.set(index, row instanceof AppException ? row : this.#now(row));
    }
    return found;
  }

  #added(index: number, position: number): IterationRecord | AppException {
    const iteration = this.pending?.iterations[position];
    const place = `element_iterations.${index}`;
    if (iteration === undefined) {
      return corrupt(PENDING, place, 'is missing although an element refers to it');
    }
    return attempt(place, () => iterationOf(plainRecord(iteration), index, this.parseTime));
  }

  /** An iteration with its pending runs, loops and submissions. */
  #now(iteration: IterationRecord): IterationRecord | AppException {
    const runs = this.pending?.runs.get(iteration.index);
    const loops = this.pending?.loopIdx.get(iteration.index);
    return attempt(`element_iterations.${iteration.index}`, () => {
      const actions = new Map(iteration.actions);
      for (const [action, added] of runs ?? []) {
        actions.set(action, runsOf(added.map(plainRecord), String(action), this.parseTime));
      }
      return {
        ...iteration,
        EARs_initialised: iteration.EARs_initialised || runs !== undefined,
        loop_idx: loops === undefined ? iteration.loop_idx : withLoops(iteration.loop_idx, loops),
        actions: this.#submitted(iteration.index, actions),
      };
    });
  }

  #submitted(
    iterationIdx: number,
    actions: ReadonlyMap<number, readonly RunRecord[]>,
  ): ReadonlyMap<number, readonly RunRecord[]> {
    if (this.runSubmissions.size === 0) return actions;
    const { taskInsertId } = this;
    return new Map(
      [...actions].map(([actionIdx, runs]) => [
        actionIdx,
        runs.map((run, runIdx) => {
          const index = this.runSubmissions.get({ taskInsertId, iterationIdx, actionIdx, runIdx });
          if (index === undefined) return run;
          return { ...run, metadata: { ...run.metadata, submission_idx: index } };
        }),
      ]),
    );
  }
}

function withLoops(
  loops: Readonly<Record<string, number>>,
  added: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  return Object.fromEntries([...Object.entries(loops), ...added]);
}
