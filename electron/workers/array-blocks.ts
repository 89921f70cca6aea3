import type { ArraySelection } from '../persistence/values.ts';

/** A range along one dimension of an array. */
export interface BlockRange {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

/**
 * Splits a selection into parts along the borders of the chunks, in C order, so that each chunk is
 * read once and no part is larger than wanted (unless one chunk is).
 *
 * @param itemsPerBlock small chunks are taken together up to so many items.
 */
export function blocksOf(
  ranges: readonly BlockRange[],
  chunks: readonly number[],
  itemsPerBlock: number,
): ArraySelection[] {
  const spans = ranges.map((_, dim) => chunks[dim] ?? 1);
  const items = (): number =>
    spans.reduce((product, span, dim) => {
      const { start, stop, step } = ranges[dim] ?? { start: 0, stop: 1, step: 1 };
      return product * Math.max(1, Math.ceil(Math.min(span, stop - start) / step));
    }, 1);
  for (let dim = spans.length - 1; dim >= 0; dim -= 1) {
    const range = ranges[dim];
    const span = spans[dim];
    if (range === undefined || span === undefined) continue;
    const room = Math.max(1, Math.floor(itemsPerBlock / items()));
    const whole = Math.ceil(range.stop / span);
    spans[dim] = span * Math.min(room, Math.max(1, whole));
  }
  let blocks: BlockRange[][] = [[]];
  for (const [dim, range] of ranges.entries()) {
    const parts = partsOf(range, spans[dim] ?? 1);
    blocks = blocks.flatMap((block) => parts.map((part) => [...block, part]));
  }
  return blocks;
}

function partsOf({ start, stop, step }: BlockRange, span: number): BlockRange[] {
  const parts: BlockRange[] = [];
  let from = start;
  while (from < stop) {
    const border = (Math.floor(from / span) + 1) * span;
    parts.push({ start: from, stop: Math.min(border, stop), step });
    // The next item that the step reaches from the border on.
    from = start + Math.ceil((border - start) / step) * step;
  }
  return parts;
}
