import { expect, it } from 'vitest';
import {
  boundOffset,
  MAX_SCROLL_PX,
  offsetShowing,
  rowsInSight,
  scrollHeightPx,
  scrollRatio,
} from '../../../../renderer/ui/fixed-rows.ts';

const few = { rowCount: 100, rowPx: 24, viewPx: 240 };
const many = { rowCount: 10_000_000, rowPx: 24, viewPx: 600 };

it('scrolls as it is while the browser can', () => {
  expect(scrollHeightPx(few)).toBe(2400);
  expect(scrollRatio(few)).toBe(1);
  expect(rowsInSight(few, 0)).toEqual({ first: 0, last: 9 });
  expect(rowsInSight(few, 12)).toEqual({ first: 0, last: 10 });
  expect(rowsInSight(few, 1e9)).toEqual({ first: 99, last: 99 });
});

it('reaches the first and the last of ten million rows', () => {
  expect(scrollHeightPx(many)).toBe(MAX_SCROLL_PX);
  const end = (MAX_SCROLL_PX - many.viewPx) * scrollRatio(many);
  expect(rowsInSight(many, boundOffset(many, end)).last).toBe(9_999_999);
  expect(rowsInSight(many, boundOffset(many, -5)).first).toBe(0);
});

it('moves as little as possible to show a row whole', () => {
  expect(offsetShowing(few, 0, 3)).toBe(0);
  expect(offsetShowing(few, 0, 10)).toBe(24);
  expect(offsetShowing(few, 500, 3)).toBe(72);
  expect(rowsInSight(many, offsetShowing(many, 0, 7_654_321)).last).toBe(7_654_321);
});

it('copes with no rows and no room', () => {
  expect(rowsInSight({ rowCount: 0, rowPx: 24, viewPx: 100 }, 0)).toEqual({ first: 0, last: 0 });
  expect(boundOffset({ rowCount: 1, rowPx: 24, viewPx: 100 }, 50)).toBe(0);
});
