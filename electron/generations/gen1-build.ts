import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import type { PersistentStore } from '../persistence/persistent-store.ts';
import type { SubmissionRecord } from '../persistence/records.ts';
import { Gen1Placement } from './gen1-placement.ts';
import { Gen1IndexBuilder } from './gen1-run-index.ts';
import { problemOf } from './problem-of.ts';

/** What the build needs to know before it reads elements. */
export interface Gen1IndexPlan {
  /** Insert IDs in template order. */
  readonly insertIds: readonly number[];
  /** Loop names in template order. */
  readonly loops: readonly string[];
  readonly submissions: readonly SubmissionRecord[];
  /** Elements in all tasks, for progress. */
  readonly elementCount: number;
}

export interface Gen1IndexResult {
  readonly index: RunIndex;
  readonly problems: readonly Problem[];
}

/** Pause at least this often, so that a message to cancel is heard. */
const BREATH_MS = 25;

/**
 * Reads all elements through the store, task by task in template order (T4), and builds the run
 * index. A task that cannot be read is a problem; the others stay.
 *
 * @throws {AppException} `cancelled`
 */
export async function buildGen1Index(
  store: PersistentStore,
  plan: Gen1IndexPlan,
  { signal, reportProgress }: CallContext,
): Promise<Gen1IndexResult> {
  const placement = new Gen1Placement(plan.submissions);
  const builder = new Gen1IndexBuilder(plan.loops, placement);
  const problems: Problem[] = [];
  const onProblem = (problem: Problem): void => {
    problems.push(problem);
  };
  let done = 0;
  let lastBreath = performance.now();
  const breathe = async (): Promise<void> => {
    if (performance.now() - lastBreath >= BREATH_MS) {
      reportProgress({ phase: 'Reading runs', done, total: plan.elementCount });
      await new Promise<void>((resolve) => setImmediate(resolve));
      lastBreath = performance.now();
    }
    if (signal.aborted) {
      throw new AppException({ code: 'cancelled', message: 'Reading the runs was cancelled.' });
    }
  };
  for (const [index, insertId] of plan.insertIds.entries()) {
    builder.startTask(index, insertId);
    try {
      for await (const batch of store.taskElementBatches(index, insertId, onProblem)) {
        builder.add(batch);
        done += batch.length;
        await breathe();
      }
    } catch (error) {
      const problem = problemOf(error);
      problems.push({ ...problem, message: `Task ${insertId}: ${problem.message}` });
    }
  }
  const isSet = await store.areParametersSet(builder.outputsOfEndedRuns(), onProblem);
  await breathe();
  return {
    index: builder.finish(isSet),
    problems: [...placement.problems, ...problems, ...builder.problems],
  };
}
