import { expect, test } from 'vitest';
import { curveAt } from '../../../../renderer/visuals/curve-drawing.ts';
import { passesOf } from '../../../../renderer/visuals/curve-raster.ts';
import { curveBand, curveRanges, evenCurves } from '../../../../renderer/visuals/curves.ts';
import { ticksOf, tickText, valueScale } from '../../../../renderer/visuals/value-scale.ts';

test('the band holds 90 % of the curves, the median half', () => {
  // 101 flat curves at the heights 0 … 100.
  const curves = evenCurves(
    101,
    3,
    Float64Array.from({ length: 303 }, (_, at) => Math.floor(at / 3)),
  );
  const ranges = curveRanges(curves);
  expect(ranges).toMatchObject({ x: { min: 0, max: 2 }, y: { min: 0, max: 100 } });
  const band = curveBand(curves, { min: 0, max: 2 });
  expect([...band.low]).toEqual([5, 5, 5]);
  expect([...band.median]).toEqual([50, 50, 50]);
  expect([...band.high]).toEqual([95, 95, 95]);
});

test('curves with an x of their own are compared at common places', () => {
  const curves = {
    count: 2,
    starts: Uint32Array.of(0, 2, 5),
    x: Float64Array.of(0, 10, 0, 5, 20),
    y: Float64Array.of(0, 10, 0, 5, 20),
  };
  const band = curveBand(curves, { min: 0, max: 20 });
  for (const [at, x] of band.x.entries()) expect(band.median[at]).toBeCloseTo(x, 9);
});

test('a raster has each curve in every column it passes, once', () => {
  const curves = evenCurves(2, 3, Float64Array.of(0, 1, 0, 0, 0, Number.NaN));
  const passes = passesOf(curves, {
    width: 5,
    height: 3,
    x: valueScale('linear', { min: 0, max: 2 }),
    y: valueScale('linear', { min: 0, max: 1 }),
  });
  const rows = [0, 1, 2].map((row) => [...passes.subarray(row * 5, row * 5 + 5)]);
  expect(rows[0]).toEqual([0, 0, 1, 0, 0]);
  expect(rows[1]?.[1]).toBe(1);
  expect(rows[2]?.[0]).toBe(2);
});

test('the curve nearest to the pointer is the one that is meant', () => {
  const curves = evenCurves(3, 2, Float64Array.of(0, 0, 5, 5, 10, 10));
  const axes = {
    x: valueScale('linear', { min: 0, max: 1 }),
    y: valueScale('linear', { min: 0, max: 10 }),
    xLabel: '',
    yLabel: '',
  };
  const box = { x: 0, y: 0, width: 100, height: 100 };
  const figure = { curves, axes, nameOf: String };
  expect(curveAt(figure, box, 90, 52)).toEqual({ curve: 1, at: 3 });
  expect(curveAt(figure, box, 10, 99)).toEqual({ curve: 0, at: 0 });
  expect(curveAt(figure, box, 50, 25)).toBeUndefined();
});

test('ticks are 1, 2 or 5 times powers of ten, and short', () => {
  expect(ticksOf(valueScale('linear', { min: 0, max: 9 }), 5)).toEqual([0, 2, 4, 6, 8]);
  expect(ticksOf(valueScale('log', { min: 1, max: 1e4 }), 6)).toEqual([1, 10, 100, 1000, 10_000]);
  expect([0, 0.25, -1500, 2e8, 1e-7, 1.234_567e9].map(tickText)).toEqual([
    '0',
    '0.25',
    '−1500',
    '2×10⁸',
    '10⁻⁷',
    '1.235×10⁹',
  ]);
});

test('a logarithmic scale has no place for what is not positive; symlog has one for zero', () => {
  const log = valueScale('log', { min: 1, max: 100 });
  expect(log.share(10)).toBeCloseTo(0.5, 12);
  expect(log.share(0)).toBeNaN();
  const symlog = valueScale('symlog', { min: -100, max: 100 });
  expect(symlog.share(0)).toBeCloseTo(0.5, 12);
  expect(symlog.value(symlog.share(-37))).toBeCloseTo(-37, 9);
});
