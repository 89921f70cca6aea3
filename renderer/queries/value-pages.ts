import { MAX_PAGE_CHILDREN } from '../../shared/contract/values.ts';

/** Children first shown of a container. */
export const FIRST_PAGE = 200;

/**
 * Children `start … stop - 1` of the `index`-th page. Pages grow fivefold up to what is given at
 * once, so a dict of 100 000 keys is whole after six presses of "show more", and the first is always
 * there at once.
 */
export function pageRange(index: number): { readonly start: number; readonly stop: number } {
  if (index === 0) return { start: 0, stop: FIRST_PAGE };
  const stop = FIRST_PAGE * 5 ** index;
  if (stop <= MAX_PAGE_CHILDREN) return { start: stop / 5, stop };
  // From the first page that would be larger on, all are of the same size.
  const grown = Math.floor(Math.log(MAX_PAGE_CHILDREN / FIRST_PAGE) / Math.log(5));
  const start = FIRST_PAGE * 5 ** grown + (index - grown - 1) * MAX_PAGE_CHILDREN;
  return { start, stop: start + MAX_PAGE_CHILDREN };
}

/** How many children the next page will bring, after `pages` pages of a container of `total`. */
export function nextPageSize(pages: number, total: number): number {
  const { start, stop } = pageRange(pages);
  return Math.max(0, Math.min(stop, total) - start);
}
