import { describe, expect, it } from 'vitest';
import {
  cellIndex,
  cellOffset,
  firstSlice,
  fixedDims,
  moveTo,
  showDim,
  sliceSize,
  tileSelection,
  tilesOf,
  withinDims,
} from '../../../../renderer/visuals/array-slice.ts';

describe('firstSlice', () => {
  it('shows the last two dimensions', () => {
    expect(firstSlice([5, 6, 7])).toEqual({ rowDim: 1, columnDim: 2, at: [0, 0, 0] });
    expect(firstSlice([5])).toEqual({ rowDim: 0, at: [0] });
    expect(firstSlice([])).toEqual({ at: [] });
  });

  it('has the size of what it shows', () => {
    expect(sliceSize([5, 6, 7], firstSlice([5, 6, 7]))).toEqual([6, 7]);
    expect(sliceSize([5], firstSlice([5]))).toEqual([5, 1]);
    expect(sliceSize([], firstSlice([]))).toEqual([1, 1]);
    expect(sliceSize([0, 6, 7], firstSlice([0, 6, 7]))).toEqual([0, 0]);
  });
});

describe('choosing dimensions', () => {
  const slice = firstSlice([5, 6, 7]);

  it('leaves the others to sliders', () => {
    expect(fixedDims([5, 6, 7], slice)).toEqual([0]);
    expect(fixedDims([5, 6, 7], showDim(slice, 'row', 0))).toEqual([1]);
  });

  it('swaps when both axes would show the same', () => {
    expect(showDim(slice, 'row', 2)).toMatchObject({ rowDim: 2, columnDim: 1 });
    expect(showDim(slice, 'column', 1)).toMatchObject({ rowDim: 2, columnDim: 1 });
  });

  it('moves along a fixed dimension', () => {
    expect(moveTo(slice, 0, 4).at).toEqual([4, 0, 0]);
    expect(cellIndex(moveTo(slice, 0, 4), 2, 3)).toEqual([4, 2, 3]);
  });
});

describe('tiles', () => {
  it('cover what is seen and end with the array', () => {
    const tiles = tilesOf({ start: 60, stop: 70 }, { start: 0, stop: 3 }, [100, 3]);
    expect(tiles).toEqual([
      { rows: { start: 0, stop: 64 }, columns: { start: 0, stop: 3 } },
      { rows: { start: 64, stop: 100 }, columns: { start: 0, stop: 3 } },
    ]);
  });

  it('ask for ranges of the shown dimensions and one index of the rest', () => {
    const slice = moveTo(firstSlice([5, 6, 7]), 0, 3);
    const tile = { rows: { start: 0, stop: 6 }, columns: { start: 0, stop: 7 } };
    expect(tileSelection([5, 6, 7], slice, tile)).toEqual([
      3,
      { start: 0, stop: 6, step: 1 },
      { start: 0, stop: 7, step: 1 },
    ]);
  });

  it('find a cell in C order, also when rows and columns are swapped', () => {
    const tile = { rows: { start: 64, stop: 70 }, columns: { start: 32, stop: 36 } };
    expect(cellOffset(firstSlice([100, 100]), tile, 66, 33)).toBe(2 * 4 + 1);
    expect(cellOffset(showDim(firstSlice([100, 100]), 'row', 1), tile, 66, 33)).toBe(1 * 6 + 2);
  });
});

it('components that are taken whole are not laid out', () => {
  const at = [0, 0, 0, 0];
  const plane = { rowDim: 1, columnDim: 3, at };
  expect(withinDims(plane, 4, 'plane')).toEqual(plane);
  expect(withinDims(plane, 3, 'plane')).toMatchObject({ rowDim: 1, columnDim: 2 });
  expect(withinDims({ rowDim: 0, columnDim: 1, at }, 1, 'plane')).toEqual({
    rowDim: undefined,
    columnDim: 0,
    at,
  });
  expect(withinDims({ rowDim: 0, columnDim: 3, at }, 3, 'line')).toMatchObject({ rowDim: 0 });
  expect(withinDims({ rowDim: 3, columnDim: 0, at }, 3, 'line').columnDim).toBeUndefined();
});
