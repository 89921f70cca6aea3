import type { Pair, RunDiff, Separators } from '../../../shared/contract/reasons.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { alsoWords, pairText, shortPath } from '../../ui/tie-words.ts';

/**
 * What the runs at hand say of the difference between two of them: facts with their counts, and of
 * the inputs that differ between the two, those that do not separate.
 */
export function separationWords(data: Separators, diff: RunDiff): string {
  const total = formatCounted(data.failed + data.succeeded, 'finished run');
  if (data.succeeded === 0) return `Among ${total} of this action, none succeeded.`;
  const differing = new Set(diff.lines.filter(({ differs }) => differs).map(({ path }) => path));
  const useless = data.separators
    .filter(({ path, score }) => differing.has(path) && score < 0.1)
    .map(({ path }) => shortPath(path));
  const rest =
    useless.length === 0
      ? ''
      : ` ${useless.slice(0, 3).join(', ')} ${useless.length === 1 ? 'does' : 'do'} not separate them.`;
  const { tie, pair } = data;
  if (pair !== undefined) return pairWords(data, pair, total) + rest;
  if (tie === undefined) {
    return `No input value separates these ${formatCount(data.failed)} failures from the ${formatCount(data.succeeded)} successes of this action.${rest}`;
  }
  const others = data.succeeded - (tie.total - tie.failed);
  const value = `${shortPath(tie.path)} = ${tie.text}`;
  const also =
    tie.also.length === 0
      ? ''
      : ` So ${tie.also.length === 1 ? 'does' : 'do'} ${tie.also
          .slice(0, 3)
          .map(({ path, text }) => `${shortPath(path)} = ${text}`)
          .join(', ')}.`;
  const always =
    tie.failed === tie.total
      ? `${value} always failed (${formatCount(tie.failed)})`
      : `${value} failed ${formatCount(tie.failed)} times of ${formatCount(tie.total)}`;
  return `Across ${total} of this action, ${always}, and other values never did (${formatCount(others)}).${also}${rest}`;
}

/** What two values say together, where either alone says less. */
function pairWords(data: Separators, pair: Pair, total: string): string {
  const values = pairText(pair.values);
  const often =
    pair.failed === pair.total
      ? `${values} together always failed (${formatCount(pair.failed)})`
      : `${values} together failed ${formatCount(pair.failed)} times of ${formatCount(pair.total)}`;
  const also = alsoWords(data).slice(0, 3);
  const others = also.length === 0 ? '' : ` The same runs: ${also.join('; ')}.`;
  const without = data.succeeded - (pair.total - pair.failed);
  return `Across ${total} of this action, ${often}, and without both none did (${formatCount(without)}).${others}`;
}
