import type { Range } from '../../visuals/array-slice.ts';

/** Children first shown of a container. */
export const FIRST_PAGE = 200;

/**
 * Children of the `index`-th page. Pages grow fivefold, so a dict of 100 000 keys is whole after
 * five presses of "show more", and the first is always there at once.
 */
export function pageRange(index: number): Range {
  if (index === 0) return { start: 0, stop: FIRST_PAGE };
  return { start: FIRST_PAGE * 5 ** (index - 1), stop: FIRST_PAGE * 5 ** index };
}

/** What of the next page is there, for the words of the button. */
export function nextPageSize(pages: number, total: number): number {
  const { start, stop } = pageRange(pages);
  return Math.max(0, Math.min(stop, total) - start);
}
