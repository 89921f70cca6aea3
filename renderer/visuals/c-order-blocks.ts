import type { ArraySelection } from '../../shared/contract/values.ts';

/** Items read at once for a file. */
const BLOCK_ITEMS = 1_000_000;

/**
 * Splits a selection into parts that follow each other in C order, each small enough to be read at
 * once, and along the borders of chunks where that is possible.
 */
export function cOrderBlocks(
  selection: ArraySelection,
  chunks: readonly number[],
  mostItems = BLOCK_ITEMS,
): ArraySelection[] {
  const lengths = selection.map((part) =>
    typeof part === 'number' ? 1 : Math.max(0, Math.ceil((part.stop - part.start) / part.step)),
  );
  if (lengths.includes(0)) return [];
  const after = lengths.map((_, dim) =>
    lengths.slice(dim + 1).reduce((product, length) => product * length, 1),
  );
  // Dimensions before this one are taken one position at a time, those after it whole.
  const split = Math.max(
    0,
    after.findIndex((items) => items <= mostItems),
  );
  let heads: ArraySelection[] = [[]];
  for (const [dim, part] of selection.slice(0, split + 1).entries()) {
    const parts =
      dim < split
        ? positions(part)
        : ranges(part, spanOf(chunks[dim] ?? 1, Math.floor(mostItems / (after[dim] ?? 1))));
    heads = heads.flatMap((head) => parts.map((one) => [...head, one]));
  }
  return heads.map((head) => [...head, ...selection.slice(split + 1)]);
}

/** So many whole chunks as fit; less than one when one is too large. */
function spanOf(chunk: number, most: number): number {
  return most >= chunk ? Math.floor(most / chunk) * chunk : Math.max(1, most);
}

function positions(part: ArraySelection[number]): ArraySelection[number][] {
  if (typeof part === 'number') return [part];
  const found: ArraySelection[number][] = [];
  for (let at = part.start; at < part.stop; at += part.step) {
    found.push({ start: at, stop: at + 1, step: 1 });
  }
  return found;
}

function ranges(part: ArraySelection[number], span: number): ArraySelection[number][] {
  if (typeof part === 'number') return [part];
  const found: ArraySelection[number][] = [];
  const { start, stop, step } = part;
  for (let from = start; from < stop; ) {
    const border = (Math.floor(from / span) + 1) * span;
    found.push({ start: from, stop: Math.min(stop, border), step });
    from = start + Math.ceil((border - start) / step) * step;
  }
  return found;
}
