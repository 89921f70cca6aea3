import { expect, it } from 'vitest';
import { layOut, unite } from '../../../../electron/workers/reasons/row-spans.ts';

it('joins what touches, and keeps what lies apart', () => {
  expect(
    unite([
      [4, 5],
      [0, 1],
      [1, 3],
    ]),
  ).toEqual([0, 3, 4, 5]);
});

it('lets elements span rows, several of them lying apart', () => {
  expect(layOut([[0, 2, 4, 5], [2, 4], []])).toEqual({
    tops: [0, 2, 4],
    bottoms: [2, 4, 5],
    elements: [0, 1, 0],
    isRepeated: true,
    isShared: false,
  });
});

it('shares rows that several elements belong to, in their order', () => {
  const { tops, bottoms, elements, isShared } = layOut([
    [0, 4],
    [0, 4],
    [4, 5],
  ]);
  expect([tops, bottoms, elements]).toEqual([
    [0, 2, 4],
    [2, 4, 5],
    [0, 1, 2],
  ]);
  expect(isShared).toBe(true);
});
