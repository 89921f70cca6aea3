/** Children first shown of a container. */
export const FIRST_PAGE = 200;

/**
 * Children `start … stop - 1` of the `index`-th page. Pages grow fivefold, so a dict of 100 000
 * keys is whole after five presses of "show more", and the first is always there at once.
 */
export function pageRange(index: number): { readonly start: number; readonly stop: number } {
  if (index === 0) return { start: 0, stop: FIRST_PAGE };
  return { start: FIRST_PAGE * 5 ** (index - 1), stop: FIRST_PAGE * 5 ** index };
}

/** How many children the next page will bring, after `pages` pages of a container of `total`. */
export function nextPageSize(pages: number, total: number): number {
  const { start, stop } = pageRange(pages);
  return Math.max(0, Math.min(stop, total) - start);
}
