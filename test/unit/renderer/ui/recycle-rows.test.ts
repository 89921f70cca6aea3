import { describe, expect, it } from 'vitest';
import { type DrawnRow, recycleRows } from '../../../../renderer/ui/recycle-rows.ts';

const ROW_PX = 24;
const rows = (indices: readonly number[], keyOf = (index: number): string => `row ${index}`) =>
  indices.map((index) => ({ index, topPx: index * ROW_PX, key: keyOf(index) }));
const drawn = (all: readonly DrawnRow[]): string[] =>
  all.map(({ index, node }) => `${index} by ${node}`);

describe('nodes of rows', () => {
  const first = recycleRows([], rows([0, 1, 2, 3]), false);

  it('draws each row by a node of its own, in order', () => {
    expect(drawn(first)).toEqual(['0 by 1', '1 by 2', '2 by 3', '3 by 4']);
  });

  it('gives the nodes of rows that leave to those that come while scrolling, and moves none', () => {
    const next = recycleRows(first, rows([2, 3, 4, 5]), true);
    expect(drawn(next)).toEqual(['4 by 1', '5 by 2', '2 by 3', '3 by 4']);
    expect(next[0]).toMatchObject({ topPx: 4 * ROW_PX, key: 'row 4' });
  });

  it('stands in the order of the rows once scrolling rests, by the same nodes', () => {
    const moving = recycleRows(first, rows([2, 3, 4, 5]), true);
    expect(drawn(recycleRows(moving, rows([2, 3, 4, 5]), false))).toEqual([
      '2 by 3',
      '3 by 4',
      '4 by 1',
      '5 by 2',
    ]);
  });

  it('leaves the row that has the focus its node, however far it is', () => {
    const next = recycleRows(first, rows([0, 7, 8, 9]), true);
    expect(drawn(next)).toEqual(['0 by 1', '7 by 2', '8 by 3', '9 by 4']);
  });

  it('adds and takes away nodes where more or fewer rows are in sight', () => {
    const more = recycleRows(first, rows([3, 4, 5, 6, 7]), true);
    expect(drawn(more)).toEqual(['4 by 1', '5 by 2', '6 by 3', '3 by 4', '7 by 5']);
    expect(drawn(recycleRows(more, rows([6, 7]), true))).toEqual(['6 by 3', '7 by 5']);
  });

  it('lets a row keep its node when sorting brings it elsewhere', () => {
    const reversed = rows([0, 1, 2, 3], (index) => `row ${3 - index}`);
    expect(drawn(recycleRows(first, reversed, false))).toEqual([
      '0 by 4',
      '1 by 3',
      '2 by 2',
      '3 by 1',
    ]);
  });

  it('draws rows that were not there before by new nodes unless it is scrolled', () => {
    expect(drawn(recycleRows(first, rows([4, 5]), false))).toEqual(['4 by 5', '5 by 6']);
  });
});
