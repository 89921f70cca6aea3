import { describe, expect, it } from 'vitest';
import {
  drawn,
  firstAt,
  firstToSee,
  MAX_SCROLL_PX,
  scrollLengthPx,
  scrollPxOf,
} from '../../../../renderer/visuals/grid-window.ts';

const small = { count: 3, sizePx: 20, viewPx: 100 };
const long = { count: 1000, sizePx: 20, viewPx: 100 };
const huge = { count: 50_000_000, sizePx: 20, viewPx: 100 };

describe('a table window', () => {
  it('does not scroll what fits', () => {
    expect(firstAt(small, 500)).toBe(0);
    expect(drawn(small, 0)).toEqual({ start: 0, stop: 3 });
  });

  it('reaches the first and the last row', () => {
    for (const axis of [long, huge]) {
      expect(firstAt(axis, 0)).toBe(0);
      expect(firstAt(axis, scrollLengthPx(axis) - axis.viewPx)).toBe(axis.count - 5);
    }
    expect(scrollLengthPx(huge)).toBe(MAX_SCROLL_PX);
  });

  it('comes back to the row it was sent to', () => {
    for (const row of [0, 1, 499, 995]) expect(firstAt(long, scrollPxOf(long, row))).toBe(row);
    expect(firstAt(huge, scrollPxOf(huge, 12_345_678))).toBe(12_345_678);
  });

  it('moves as little as possible to show a row', () => {
    expect(firstToSee(long, 10, 12)).toBe(10);
    expect(firstToSee(long, 10, 15)).toBe(11);
    expect(firstToSee(long, 10, 3)).toBe(3);
  });
});
