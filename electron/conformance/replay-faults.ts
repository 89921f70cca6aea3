import { isDict, isList, type PyDict, type PyValue } from '../persistence/values.ts';
import type { Findings, RuleName } from './findings.ts';
import type { RecordedCall, ReplayCase } from './replay-case.ts';

export const ADDS_A_PARAMETER: readonly string[] = [
  'add_parameter_data',
  'add_unset_parameter_data',
];
const NEVER_COMMITS = ['set_parameter', 'reject_pending', 'clear_pending'];

/** Groups of arrays that hpcflow's Zarr store removed although it should not, and left. */
export interface MixedArrays {
  readonly removed: ReadonlySet<number>;
  readonly left: ReadonlySet<number>;
}

/**
 * T8: rejecting n parameters, hpcflow removes the arrays of the first n parameters instead of those
 * of the last n.
 */
export function mixedArrays({ store, calls }: ReplayCase): MixedArrays {
  const removed = new Set<number>();
  const left = new Set<number>();
  const added = new Map<string | undefined, number[]>();
  for (const { method, instance, isInBatch, returns } of store === 'zarr' ? calls : []) {
    const own = added.get(instance) ?? [];
    added.set(instance, own);
    if (ADDS_A_PARAMETER.includes(method) && typeof returns === 'number') own.push(returns);
    if (method === 'reject_pending') {
      for (const [position, index] of own.entries()) {
        removed.add(position);
        left.add(index);
      }
    }
    const isCommitted =
      method === 'commit_pending' || !(isInBatch || NEVER_COMMITS.includes(method));
    if (isCommitted || method === 'reject_pending') own.length = 0;
  }
  const isRight = [...removed].filter((index) => left.has(index));
  for (const index of isRight) {
    removed.delete(index);
    left.delete(index);
  }
  return { removed, left };
}

function isInALoop(elements: PyValue): boolean {
  const iterations = (isList(elements) ? elements : []).flatMap((element) => {
    const list = isDict(element) ? element.get('iterations') : undefined;
    return isList(list) ? list : [];
  });
  return iterations.some((iteration) => {
    const loops = isDict(iteration) ? iteration.get('loop_idx') : undefined;
    return isDict(loops) && loops.size > 0;
  });
}

/**
 * The rule by which hpcflow's Zarr store raised an error where ours has a result.
 *
 * @param loops - Tasks that were in a loop before the call, by insert ID.
 */
export function ruleOfRaised(
  { method, args }: RecordedCall,
  pythonName: string,
  result: PyValue,
  loops: ReadonlySet<number>,
  { removed }: MixedArrays,
): RuleName | undefined {
  const loop = args.get('loop_js');
  const tasks = isDict(loop) ? loop.get('task_insert_IDs') : undefined;
  switch (`${method} ${pythonName}`) {
    case 'add_loop TypeError':
      return isList(tasks) && tasks.some((id) => loops.has(Number(id))) ? 'T6' : undefined;
    case 'get_task_elements IndexError':
      return isInALoop(result) ? 'T6' : undefined;
    case 'get_parameter_data AttributeError':
      return removed.has(Number(args.get('index'))) ? 'T8' : undefined;
    default:
      return undefined;
  }
}

function runsOf(iteration: PyDict): readonly (readonly [string, readonly PyValue[]])[] {
  const actions = iteration.get('actions');
  return [...(isDict(actions) ? actions : [])].map(([action, runs]) => [
    action,
    isList(runs) ? runs : [],
  ]);
}

function submissionsOf(iteration: PyDict): PyValue[][] {
  return runsOf(iteration).map(([, runs]) =>
    runs.map((run) => {
      const metadata = isDict(run) ? run.get('metadata') : undefined;
      return isDict(metadata) ? (metadata.get('submission_idx') ?? null) : null;
    }),
  );
}

function withSubmissions(iteration: PyDict, submissions: readonly PyValue[][]): PyDict {
  const actions = runsOf(iteration).map(([action, runs], a): [string, PyValue] => [
    action,
    runs.map((run, r) => {
      const metadata = isDict(run) ? run.get('metadata') : undefined;
      if (!isDict(run) || !isDict(metadata)) return run;
      const own = submissions[a]?.[r] ?? null;
      return new Map([...run, ['metadata', new Map([...metadata, ['submission_idx', own]])]]);
    }),
  ]);
  return new Map([...iteration, ['actions', new Map(actions)]]);
}

function iterationWithoutT5(expected: PyValue, actual: PyValue, findings: Findings): PyValue {
  if (!isDict(expected) || !isDict(actual)) return expected;
  const hasExcluded = runsOf(expected).some(([action], place) => action !== String(place));
  const own = submissionsOf(actual);
  if (!hasExcluded || JSON.stringify(submissionsOf(expected)) === JSON.stringify(own)) {
    return expected;
  }
  findings.followed('T5');
  return withSubmissions(expected, own);
}

/** T5, for elements that `get_task_elements` returned: submissions of runs of other actions. */
export function elementsWithoutT5(expected: PyValue, actual: PyValue, findings: Findings): PyValue {
  if (!isList(expected) || !isList(actual)) return expected;
  return expected.map((element, i) => {
    const other = actual[i];
    const list = isDict(element) ? element.get('iterations') : undefined;
    const own = isDict(other) ? other.get('iterations') : undefined;
    if (!isDict(element) || !isList(list) || !isList(own)) return element;
    const iterations = list.map((item, at) => iterationWithoutT5(item, own[at] ?? null, findings));
    return new Map([...element, ['iterations', iterations]]);
  });
}
