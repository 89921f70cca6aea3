import { expect, test } from 'vitest';
import { raggedPlane } from '../../../../renderer/visuals/ragged.ts';

test('items of a ragged list are rows as long as they are, hidden beyond their ends', () => {
  const { plane, step } = raggedPlane({
    states: Uint8Array.of(0, 1, 0),
    starts: Uint32Array.of(0, 3, 3, 5),
    numbers: Float64Array.of(1, 2, 3, 4, Number.NaN),
  });
  expect([plane.rowCount, plane.columnCount, step]).toEqual([3, 3, 1]);
  expect([...plane.values]).toEqual([1, 2, 3, NaN, NaN, NaN, 4, NaN, NaN]);
  expect([...(plane.mask ?? [])]).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 1]);
  expect(plane.indexOf(2, 1)).toEqual([2, 1]);
});

test('more than a picture has cells for is thinned evenly', () => {
  const count = 3000;
  const { plane, step } = raggedPlane({
    states: new Uint8Array(count),
    starts: Uint32Array.from({ length: count + 1 }, (_, at) => at * 1000),
    numbers: Float64Array.from({ length: count * 1000 }, (_, at) => at % 1000),
  });
  expect(step).toBe(2);
  expect([plane.rowCount, plane.columnCount]).toEqual([1500, 500]);
  expect(plane.values[499]).toBe(998);
});
