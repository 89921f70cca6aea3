import type { ArrayWindow } from '../../shared/contract/values.ts';
import { cellOf } from './array-cells.ts';

const lengths = new WeakMap<ArrayWindow, number>();

/** Characters of the longest item of a window. Each window is looked through once. */
export function longestText(window: ArrayWindow): number {
  const known = lengths.get(window);
  if (known !== undefined) return known;
  let longest = 0;
  for (let offset = 0; ; offset += 1) {
    const cell = cellOf(window, offset);
    if (cell === undefined) break;
    longest = Math.max(longest, cell.text.length);
  }
  lengths.set(window, longest);
  return longest;
}

/** A block as lines of tab-separated items, for a spreadsheet; `offsetOf` finds an item. */
export function windowText(
  window: ArrayWindow,
  rowCount: number,
  columnCount: number,
  offsetOf: (row: number, column: number) => number,
): string {
  const lines: string[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    const items: string[] = [];
    for (let column = 0; column < columnCount; column += 1) {
      const cell = cellOf(window, offsetOf(row, column));
      // Like NumPy's own text of a masked item.
      items.push(cell === undefined ? '' : cell.isMasked ? '--' : cell.text);
    }
    lines.push(items.join('\t'));
  }
  return lines.join('\n');
}
