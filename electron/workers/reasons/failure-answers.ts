import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { Input } from '../../../shared/contract/procedures.ts';
import type { Failures, Pair, Separators, Tie } from '../../../shared/contract/reasons.ts';
import type { CauseGroup } from './cause-groups.ts';
import { type PairTie, pairTieOf } from './pair-ties.ts';
import type { Reasons } from './reasons.ts';
import { sampled, succeededRuns, valuesOfRuns } from './run-values.ts';
import { separatorsOf, tieOf } from './separators.ts';

/** Values of one input that are listed. */
const MOST_VALUES = 20;
/** Inputs that are listed. */
const MOST_SEPARATORS = 50;

/** Failures by cause, as they cross to the page. */
export async function failuresOf(
  reasons: Reasons,
  { readsLogs }: Pick<Input<'failures.listCauses'>, 'readsLogs'>,
  context: CallContext,
): Promise<Failures> {
  const { roots } = await reasons.rooted(context);
  const causes = await (readsLogs ? reasons.causes(context) : reasons.quickCauses(context));
  const { tasks } = reasons.data;
  return {
    causes: causes.map(({ key, kind, task, action, exitCode, line, ...group }) => ({
      key,
      kind,
      taskInsertId: tasks[task]?.insertId ?? 0,
      action,
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(line === undefined ? {} : { line }),
      runs: Uint32Array.from(group.runs),
      skipped: Uint32Array.from(group.skipped),
      knockOn: Uint32Array.from(group.knockOn),
    })),
    knockOn: Uint32Array.from(roots.knockOn),
    skipped: Uint32Array.from(roots.skipped),
  };
}

/**
 * What the root failures of an action, or those of one cause, have in common.
 *
 * @throws {AppException} `not-found` for a cause that is not there; `cancelled`
 */
export async function separatorsOfAction(
  reasons: Reasons,
  { taskInsertId, action, cause }: Input<'failures.readSeparators'>,
  context: CallContext,
): Promise<Separators> {
  const { index, lineage } = await reasons.lineages(context);
  const task = reasons.data.task(taskInsertId).index;
  const groups = (await reasons.causes(context)).filter(
    (group) =>
      group.task === task &&
      group.action === action &&
      (cause === undefined || group.key === cause),
  );
  if (cause !== undefined && groups.length === 0) {
    throw new AppException({ code: 'not-found', message: 'This cause of failures is not there.' });
  }
  const failed = failedRows(groups);
  const succeeded = succeededRuns(index, task, action);
  const compared = [sampled(failed), sampled(succeeded)] as const;
  const values = (rows: readonly number[]) =>
    valuesOfRuns(index, lineage, reasons.leaves, rows, context);
  const [failedValues, succeededValues] = [await values(compared[0]), await values(compared[1])];
  const all = separatorsOf(failedValues, succeededValues);
  const tie = tieOf(all);
  const pair = pairTieOf(all, failedValues, succeededValues, tie);
  const count = compared[0].length + compared[1].length;
  return {
    failed: failed.length,
    succeeded: succeeded.length,
    ...(count < failed.length + succeeded.length ? { sampled: count } : {}),
    separators: all.slice(0, MOST_SEPARATORS).map(({ path, score, rank, values: outcomes }) => ({
      path,
      score,
      rank,
      values: outcomes.slice(0, MOST_VALUES).map((outcome) => ({ ...outcome })),
      valueCount: outcomes.length,
    })),
    ...(tie === undefined ? {} : { tie: ownTie(tie) }),
    ...(pair === undefined ? {} : { pair: ownPair(pair) }),
  };
}

function failedRows(groups: readonly CauseGroup[]): readonly number[] {
  // What a person stopped says nothing of the inputs.
  const failures = groups.filter(({ kind }) => kind !== 'aborted' || groups.length === 1);
  return failures.flatMap(({ runs }) => runs).sort((a, b) => a - b);
}

function ownPair({ values, failed, total, also }: PairTie): Pair {
  return { values: [...values], failed, total, also: also.map((pair) => [...pair]) };
}

function ownTie(tie: NonNullable<ReturnType<typeof tieOf>>): Tie {
  return { ...tie, also: tie.also.map(({ path, text }) => ({ path, text })) };
}
