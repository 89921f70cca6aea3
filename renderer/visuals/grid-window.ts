import type { Range } from './array-slice.ts';

/**
 * Chromium stops laying out boxes beyond 2²⁵ px. A table that is longer scrolls in a box of this
 * height, and a scroll position then stands for a share of the rows.
 */
export const MAX_SCROLL_PX = 16_000_000;

export interface Axis {
  readonly count: number;
  /** Height of a row or width of a column, in px. */
  readonly sizePx: number;
  /** Length of the part that is seen, in px. */
  readonly viewPx: number;
}

/** Whole rows or columns that fit into the view; at least one. */
export function fitting({ sizePx, viewPx }: Axis): number {
  return Math.max(1, Math.floor(viewPx / sizePx));
}

/** Length of the scrolled content, in px. */
export function scrollLengthPx(axis: Axis): number {
  return Math.min(axis.count * axis.sizePx, MAX_SCROLL_PX);
}

/** First row or column at a scroll position. */
export function firstAt(axis: Axis, scrollPx: number): number {
  const last = Math.max(0, axis.count - fitting(axis));
  const scrollable = scrollLengthPx(axis) - axis.viewPx;
  if (last === 0 || scrollable <= 0) return 0;
  const share = Math.min(1, Math.max(0, scrollPx / scrollable));
  return Math.min(last, Math.round(share * last));
}

/** Scroll position that shows a row or column first. */
export function scrollPxOf(axis: Axis, first: number): number {
  const last = Math.max(0, axis.count - fitting(axis));
  const scrollable = scrollLengthPx(axis) - axis.viewPx;
  if (last === 0 || scrollable <= 0) return 0;
  return (Math.min(last, Math.max(0, first)) / last) * scrollable;
}

/** Rows or columns to draw from `first` on, one more than fit. */
export function drawn(axis: Axis, first: number): Range {
  return { start: first, stop: Math.min(axis.count, first + fitting(axis) + 1) };
}

/** First row or column such that `index` is seen, moving as little as possible. */
export function firstToSee(axis: Axis, first: number, index: number): number {
  if (index < first) return index;
  const fits = fitting(axis);
  return index >= first + fits ? index - fits + 1 : first;
}
