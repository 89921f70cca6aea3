import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { DiffLine, RunDiff } from '../../../shared/contract/reasons.ts';
import { problemOf } from '../../generations/problem-of.ts';
import { commandLines } from './diff-commands.ts';
import type { Leaf } from './leaf-values.ts';
import type { LineageIndex } from './lineage-index.ts';
import { forEachReference } from './lineage-walks.ts';
import { differenceCount, likeliest } from './nearest-success.ts';
import { paceOf } from './pace.ts';
import type { Lineages, Reasons } from './reasons.ts';
import { arrayDifference, hasArrays, type LeafPair, pairLeaves } from './run-diff.ts';
import { succeededRuns, valuesOfRuns } from './run-values.ts';

/** Other successes to choose from. */
const MOST_CANDIDATES = 30;

interface Asked {
  readonly row: number;
  readonly other?: number | undefined;
}

/**
 * What a run was given beside what another run of the same action was: the one asked for, or the
 * successful one with the fewest differences.
 *
 * @throws {AppException} `invalid-request` when the two are not of one action; `cancelled`
 */
export async function readDiff(
  reasons: Reasons,
  { index, lineage }: Lineages,
  { row, other }: Asked,
  context: CallContext,
): Promise<RunDiff> {
  const taskOf = (at: number): number =>
    index.elements.task[index.iterations.element[index.runs.iteration[at] ?? 0] ?? 0] ?? 0;
  const action = index.runs.action[row] ?? 0;
  if (
    other !== undefined &&
    (taskOf(other) !== taskOf(row) || index.runs.action[other] !== action)
  ) {
    throw new AppException({
      code: 'invalid-request',
      message: 'The two runs are not of the same task and action, so their inputs differ in kind.',
      field: 'other',
    });
  }
  const alike = likeliest(index, lineage, row, succeededRuns(index, taskOf(row), action));
  const values = await valuesOfRuns(index, lineage, reasons.leaves, [row, ...alike], context);
  const [own, ...theirs] = values;
  const candidates = alike
    .map((candidate, at) => ({
      row: candidate,
      differing: own === undefined ? 0 : differenceCount(own, theirs[at] ?? new Map()),
    }))
    .sort((a, b) => a.differing - b.differing)
    .slice(0, MOST_CANDIDATES);
  const right = other ?? candidates[0]?.row;
  const lines =
    right === undefined
      ? []
      : [
          ...(await linesOf(reasons, lineage, row, right, context)),
          ...(await commandLines(reasons.data, index, row, right, context)),
        ];
  return { left: row, ...(right === undefined ? {} : { right }), candidates, lines };
}

/** What is compared: what a run takes; not what it gives. */
function partOf(path: string): DiffLine['part'] | undefined {
  if (path.startsWith('inputs.')) return 'inputs';
  if (path.startsWith('resources.')) return 'resources';
  return path.startsWith('input_files.') ? 'files' : undefined;
}

async function linesOf(
  reasons: Reasons,
  lineage: LineageIndex,
  left: number,
  right: number,
  context: CallContext,
): Promise<DiffLine[]> {
  const [own, other] = [takenBy(lineage, left), takenBy(lineage, right)];
  const paths = [...new Set([...own.keys(), ...other.keys()])];
  const pace = paceOf('Comparing', paths.length, context);
  const lines: DiffLine[] = [];
  for (const [at, path] of paths.entries()) {
    await pace(at);
    const part = partOf(path);
    const [a, b] = [own.get(path), other.get(path)];
    if (part === undefined) continue;
    const isSame = a !== undefined && a === b;
    for (const pair of pairLeaves(await leavesOf(reasons, a), await leavesOf(reasons, b))) {
      lines.push(await lineOf(part, path, pair, isSame));
    }
  }
  return lines;
}

/** Parameter of each path a run takes; of a group its first member. */
function takenBy(lineage: LineageIndex, row: number): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  forEachReference(lineage, row, (parameter, path, isWrite) => {
    if (!isWrite && !taken.has(path)) taken.set(path, parameter);
  });
  return taken;
}

async function leavesOf(reasons: Reasons, parameter: number | undefined): Promise<readonly Leaf[]> {
  return parameter === undefined ? [] : ((await reasons.leaves.of(parameter)) ?? []);
}

async function lineOf(
  part: DiffLine['part'],
  path: string,
  pair: LeafPair,
  isSame: boolean,
): Promise<DiffLine> {
  const line = {
    part,
    path: pair.path === '' ? path : `${path}.${pair.path}`,
    ...(pair.left === undefined ? {} : { left: pair.left.text }),
    ...(pair.right === undefined ? {} : { right: pair.right.text }),
  };
  if (isSame || !hasArrays(pair)) {
    return { ...line, differs: !isSame && pair.left?.key !== pair.right?.key };
  }
  try {
    const array = await arrayDifference(pair.left.array, pair.right.array);
    if (array === undefined) return { ...line, differs: false };
    const { at, ...rest } = array;
    return {
      ...line,
      differs: true,
      array: { ...rest, ...(at === undefined ? {} : { at: [...at] }) },
    };
  } catch (error) {
    const { left, right } = line;
    const note = `cannot be compared: ${problemOf(error).message}`;
    return { ...line, differs: true, array: { left: left ?? '', right: right ?? '', note } };
  }
}
