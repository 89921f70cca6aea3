import { expect, test } from 'vitest';
import { chartBox } from '../../../../renderer/visuals/chart-frame.ts';
import {
  axisAt,
  axisX,
  axisY,
  elementsInRanges,
  labelLines,
  parallelAxes,
  parallelBox,
} from '../../../../renderer/visuals/parallel-drawing.ts';
import { coloursByScalar } from '../../../../renderer/visuals/point-colours.ts';
import { brushOf, nearestPoint, pointsIn } from '../../../../renderer/visuals/scatter-drawing.ts';
import { valueScale } from '../../../../renderer/visuals/value-scale.ts';
import { statusCode } from '../../../../shared/model/status.ts';

const size = { widthPx: 640, heightPx: 400 };
const grid = { id: 'grid', label: 'grid', values: Float64Array.of(32, 64, 128, Number.NaN) };
const texture = {
  id: 'texture',
  label: 'texture',
  values: Float64Array.of(0, 1, 0, 1),
  categories: ['Cube', 'Goss'],
};

test('a range on each of several axes leaves the elements within all of them', () => {
  const scalars = [grid, texture];
  expect(elementsInRanges(scalars, new Map())).toBeUndefined();
  expect(elementsInRanges(scalars, new Map([['grid', { min: 30, max: 70 }]]))).toEqual([0, 1]);
  const both = new Map([
    ['grid', { min: 30, max: 130 }],
    ['texture', { min: -0.2, max: 0.2 }],
  ]);
  expect(elementsInRanges(scalars, both)).toEqual([0, 2]);
});

test('values are where their axis says, and an axis is found where it is drawn', () => {
  const axes = parallelAxes([grid, texture]);
  const box = parallelBox(size);
  const [first] = axes;
  if (first === undefined) throw new Error('no axis');
  expect(axisY(box, first, 2)).toBe(box.y);
  expect(axisY(box, first, 0)).toBe(box.y + box.height);
  expect(axisY(box, first, 1)).toBeCloseTo(box.y + box.height * (2 / 3), 6);
  expect(axisY(box, first, 3)).toBeNaN();
  for (const at of [0, 1]) expect(axisAt(size, 2, axisX(box, at, 2))).toBe(at);
  expect(axisAt(size, 2, box.x + box.width / 2)).toBeUndefined();
});

test('a box over points chooses those inside, whatever the size of the chart', () => {
  const [x, y] = [Float64Array.of(0, 5, 10), Float64Array.of(0, 5, 10)];
  const range = { min: 0, max: 10 };
  const scale = valueScale('linear', range);
  const axes = { x: scale, y: scale, xLabel: '', yLabel: '' };
  const area = chartBox(size);
  const box = { x: area.x + area.width * 0.4, y: area.y, width: area.width, height: area.height };
  expect(pointsIn(x, y, brushOf(box, axes, size))).toEqual([1, 2]);
  const at = { x: area.x + area.width / 2 + 4, y: area.y + area.height / 2, size };
  expect(nearestPoint(x, y, axes, at)).toBe(1);
});

test('colours of numbers run from one end of the map to the other; what has none is apart', () => {
  const codes = Uint8Array.of(statusCode('success'), statusCode('error'), 0, 0);
  const colours = coloursByScalar(grid, codes, '#abcdef');
  expect(colours.colours[colours.codes[0] ?? -1]).toBe('rgb(68 1 84)');
  expect(colours.colours[colours.codes[2] ?? -1]).toBe('rgb(253 231 37)');
  expect(colours.colours[colours.codes[3] ?? -1]).toBe('#abcdef');
  expect([0, 1].map(colours.isFailure)).toEqual([false, true]);
  const words = coloursByScalar(texture, codes, '#abcdef');
  expect(words.legend.map(({ label }) => label)).toEqual(['Cube', 'Goss']);
  expect(words.codes[0]).toBe(words.codes[2]);
});

test('long names of axes are parted near their middle before they are cut', () => {
  expect(labelLines('num_grains', 20)).toEqual(['num_grains']);
  expect(labelLines('yield_stress (output)', 14)).toEqual(['yield_stress', '(output)']);
  expect(labelLines('averyveryverylongname', 9)).toEqual(['aver…name']);
});
