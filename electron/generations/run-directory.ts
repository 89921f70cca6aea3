import type { Task } from '../../shared/contract/documents.ts';
import { NONE } from '../../shared/model/run-index.ts';
import type { RunDirectoryRow } from '../persistence/flat/records.ts';
import type { IndexLookup } from './index-lookup.ts';

/** "No number" in the one-byte and the four-byte fields (GEN4 §11.1). */
const NO_BYTE = 0xff;
const NO_WORD = 0xffffffff;
/** Entries of a folder at most; more are put into buckets (GEN4 §11.3). */
const BUCKET = 1000;

/**
 * Directory of a run since GEN4, relative to the workflow; `undefined` when it has none of its own.
 *
 * @param row Task, element, iteration, action, run, depth of elements, depth of iterations.
 */
export function recordedDirectory(row: RunDirectoryRow | undefined): string | undefined {
  if (row === undefined) return undefined;
  const [task = NO_BYTE, element = NO_WORD, iteration = NO_WORD, , run = NO_BYTE] = row;
  const [, , , , , elementDepth = NO_BYTE, iterationDepth = NO_BYTE] = row;
  if (elementDepth === NO_BYTE) return undefined;
  const parts = ['execute'];
  if (task !== NO_BYTE) parts.push(`t_${task}`);
  if (element !== NO_WORD) parts.push(...buckets('e', element, elementDepth), `e_${element}`);
  if (iteration !== NO_WORD) {
    parts.push(...buckets('i', iteration, iterationDepth), `i_${iteration}`);
  }
  if (run !== NO_BYTE) parts.push(`r_${run}`);
  return parts.join('/');
}

function buckets(letter: string, index: number, depth: number): string[] {
  return Array.from({ length: Math.max(0, Math.min(depth, 4) - 1) }, (_, level) => {
    const size = BUCKET ** (depth - 1 - level);
    const first = Math.floor(index / size) * size;
    return `${letter}_${first}-${first + size - 1}`;
  });
}

/**
 * Directory of a run of GEN1 to GEN3, relative to the workflow (FORMATS §2.4, §13.2): every run that
 * was started has one, named by task, loops, element and attempt.
 *
 * @param root `artifacts/tasks` in GEN1, `execute` since.
 */
export function namedDirectory(root: string, row: number, task: Task, lookup: IndexLookup): string {
  const { runs, iterations, elements, loops } = lookup.index;
  const iteration = runs.iteration[row] ?? 0;
  const element = iterations.element[iteration] ?? 0;
  const suffix = loops
    .map((loop, position) => ({
      loop,
      number: iterations.loopIdx[iteration * loops.length + position] ?? NONE,
    }))
    .filter(({ number }) => number !== NONE)
    .map(({ loop, number }) => `_${loop}-${number}`)
    .join('');
  const attempt = runs.attempt[row] ?? 0;
  return `${root}/${task.dirName}${suffix}/e_${elements.index[element] ?? 0}/r_${attempt}`;
}
