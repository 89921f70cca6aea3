import { expect, it } from 'vitest';
import {
  afterKey,
  isSelected,
  only,
  selectedColumns,
  selectedRows,
} from '../../../../renderer/visuals/cell-selection.ts';

const size = { rowCount: 100, columnCount: 8, pageRows: 10 };
const here = { row: 50, column: 4 };

it.each([
  ['ArrowDown', false, { row: 51, column: 4 }],
  ['ArrowUp', true, { row: 0, column: 4 }],
  ['ArrowRight', true, { row: 50, column: 7 }],
  ['ArrowLeft', false, { row: 50, column: 3 }],
  ['PageDown', false, { row: 60, column: 4 }],
  ['Home', false, { row: 50, column: 0 }],
  ['Home', true, { row: 0, column: 0 }],
  ['End', true, { row: 99, column: 7 }],
  ['x', false, undefined],
] as const)('%s (control %s) leads to %o', (key, hasControl, place) => {
  expect(afterKey(key, hasControl, here, size)).toEqual(place);
});

it('stays inside', () => {
  expect(afterKey('ArrowUp', false, { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
  expect(afterKey('PageDown', false, { row: 95, column: 0 }, size)?.row).toBe(99);
});

it('selects the block between two cells, whichever was first', () => {
  const selection = { anchor: { row: 5, column: 1 }, focus: { row: 3, column: 2 } };
  expect(selectedRows(selection)).toEqual({ start: 3, stop: 6 });
  expect(selectedColumns(selection)).toEqual({ start: 1, stop: 3 });
  expect(isSelected(selection, 4, 1)).toBe(true);
  expect(isSelected(selection, 4, 3)).toBe(false);
  expect(isSelected(only(here), 50, 4)).toBe(true);
});
