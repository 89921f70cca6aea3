import { expect, test } from 'vitest';
import {
  planeOf,
  planeSelection,
  stepFor,
  touchedChunks,
} from '../../../../renderer/visuals/array-plane.ts';
import type { ChartTheme } from '../../../../renderer/visuals/painter.ts';
import { type PlaneFigure, planeDrawing } from '../../../../renderer/visuals/plane-drawing.ts';
import { planeFacts, rangeOf } from '../../../../renderer/visuals/plane-facts.ts';
import { planeImage } from '../../../../renderer/visuals/plane-image.ts';
import { FIRST_LOOK, scaleFor } from '../../../../renderer/visuals/plane-look.ts';
import { quantitiesOf } from '../../../../renderer/visuals/quantities.ts';
import { svgOf } from '../../../../renderer/visuals/svg-painter.ts';
import { valueScale } from '../../../../renderer/visuals/value-scale.ts';
import { arrayWindow, subjectOf } from './array-windows.ts';

const theme: ChartTheme = {
  font: 'Inter',
  surface: '#111417',
  text: '#eeeeee',
  textSecondary: '#aaaaaa',
  axis: '#888888',
  grid: '#222222',
  line: '#333333',
  lineStrong: '#666666',
  nan: '#d357a0',
  accent: '#67adf3',
  band: 'rgba(0, 0, 0, 0.1)',
  series: ['#67adf3'],
};
const [value] = quantitiesOf(subjectOf('<f8', 'float64', [2, 3]));
if (value === undefined) throw new Error('no quantity');
const VALUE = value;

/** 2 × 3 × 4, each item tells its index: `[1, 2, 3]` is 123. */
const coded = (): Float64Array =>
  Float64Array.from({ length: 24 }, (_, at) => {
    return Math.floor(at / 12) * 100 + (Math.floor(at / 4) % 3) * 10 + (at % 4);
  });

test('a plane has its items where its dimensions are laid out, also turned', () => {
  const shape = [2, 3, 4];
  const straight = { rowDim: 1, columnDim: 2, at: [1, 0, 0], step: 1 };
  expect(planeSelection(shape, straight, VALUE)).toEqual([
    1,
    { start: 0, stop: 3, step: 1 },
    { start: 0, stop: 4, step: 1 },
  ]);
  const window = arrayWindow('<f8', 'float64', shape, coded().slice(12));
  const plane = planeOf(window, shape, straight, VALUE);
  expect(plane.values[2 * 4 + 3]).toBe(123);
  expect(plane.indexOf(2, 3)).toEqual([1, 2, 3]);
  expect(plane.textOf(2, 3)).toBe('123.0');

  const turned = planeOf(window, shape, { ...straight, rowDim: 2, columnDim: 1 }, VALUE);
  expect([turned.rowCount, turned.columnCount]).toEqual([4, 3]);
  expect(turned.values[3 * 3 + 2]).toBe(123);
  expect(turned.indexOf(3, 2)).toEqual([1, 2, 3]);
});

test('the mask of a plane is that of its items', () => {
  const window = {
    ...arrayWindow('<f8', 'float64', [2, 2], Float64Array.of(1, 2, Number.NaN, 1e9)),
    mask: Uint8Array.of(0, 0, 0, 1),
  };
  const plane = planeOf(window, [2, 2], { rowDim: 0, columnDim: 1, at: [0, 0], step: 1 }, VALUE);
  const facts = planeFacts(plane);
  expect(facts).toMatchObject({ range: { min: 1, max: 2 }, nanCount: 1, maskedCount: 1 });
  expect(facts.nanCells).toEqual({ top: 1, left: 0, bottom: 1, right: 0 });
});

test('colours of known cells are those of the map; NaN, infinite and masked differ', () => {
  const items = [0, 0.5, 1, Number.NaN, Number.POSITIVE_INFINITY, 2];
  const window = {
    ...arrayWindow('<f8', 'float64', [2, 3], Float64Array.from(items)),
    mask: Uint8Array.of(0, 0, 0, 0, 0, 1),
  };
  const plane = planeOf(window, [2, 3], { rowDim: 0, columnDim: 1, at: [0, 0], step: 1 }, VALUE);
  const colours = {
    map: 'viridis',
    isReversed: false,
    scale: valueScale('linear', { min: 0, max: 1 }),
  } as const;
  const pixel = (at: number, isFlipped = false): number[] => [
    ...planeImage(plane, colours, theme, isFlipped).rgba.slice(at * 4, at * 4 + 4),
  ];
  // matplotlib: viridis(0.0), viridis(0.5), viridis(1.0)
  expect(pixel(0)).toEqual([68, 1, 84, 255]);
  expect(pixel(1)).toEqual([33, 144, 140, 255]);
  expect(pixel(2)).toEqual([253, 231, 37, 255]);
  expect(pixel(3)).toEqual([211, 87, 160, 255]);
  expect(pixel(4)).toEqual([255, 255, 255, 255]);
  expect(pixel(5)[3]).toBe(0);
  expect(pixel(3, true)).toEqual([68, 1, 84, 255]);
});

test('a diverging map is centred on zero, a phase spans one turn', () => {
  const vik = scaleFor(FIRST_LOOK, 'vik', VALUE, { min: -1, max: 3 });
  expect([vik.min, vik.max, vik.share(0)]).toEqual([-3, 3, 0.5]);
  const phase = quantitiesOf(subjectOf('<c16', 'complex128', [4])).find(({ id }) => id === 'phase');
  if (phase === undefined) throw new Error('no phase');
  const turn = scaleFor(FIRST_LOOK, 'twilight', phase, { min: 0, max: 1 });
  expect([turn.min, turn.max]).toEqual([-Math.PI, Math.PI]);
});

test('a range of percentiles leaves the far values out', () => {
  const numbers = Float64Array.from({ length: 101 }, (_, at) => (at === 100 ? 1e9 : at));
  const window = arrayWindow('<f8', 'float64', [1, 101], numbers);
  const plane = planeOf(window, [1, 101], { rowDim: 0, columnDim: 1, at: [0, 0], step: 1 }, VALUE);
  const choice = { kind: 'percentiles', low: 5, high: 95 } as const;
  expect(rangeOf(plane, planeFacts(plane), choice)).toEqual({ min: 5, max: 95 });
});

test('a plane of many items is read with a step, and says so by its index', () => {
  const shape = [5000, 4000];
  const dims = { rowDim: 0, columnDim: 1 };
  const step = stepFor(shape, dims, VALUE);
  expect(Math.ceil(5000 / step) * Math.ceil(4000 / step)).toBeLessThanOrEqual(2_000_000);
  expect(step).toBe(4);
});

test('only the chunks of the slice are touched', () => {
  const range = { start: 0, stop: 64, step: 1 };
  expect(touchedChunks([64, 64, 64], [16, 64, 64], [31, range, range])).toEqual({
    touched: 1,
    total: 4,
  });
  expect(touchedChunks([64, 64, 64], [16, 16, 64], [31, range, range])).toEqual({
    touched: 4,
    total: 16,
  });
});

test('a drawn plane holds its axes, its colour bar and the ring around NaN', () => {
  const items = [0, 1, Number.NaN, 3, 4, 5];
  const window = arrayWindow('<f8', 'float64', [2, 3], Float64Array.from(items));
  const plane = planeOf(window, [2, 3], { rowDim: 0, columnDim: 1, at: [0, 0], step: 1 }, VALUE);
  const figure: PlaneFigure = {
    plane,
    facts: planeFacts(plane),
    colours: {
      map: 'viridis',
      isReversed: false,
      scale: valueScale('linear', { min: 0, max: 5 }),
    },
    rowLabel: 'dimension 0',
    columnLabel: 'dimension 1',
    unit: 'MPa',
    step: 1,
    keepsRatio: true,
    isFlipped: false,
    hasGrid: true,
    hasBar: true,
  };
  const size = { widthPx: 600, heightPx: 400 };
  const svg = svgOf(planeDrawing(figure), size, theme, () => 'data:image/png;base64,AA==');
  expect(svg).toContain('>1 NaN</text>');
  expect(svg).toContain('>dimension 1</text>');
  expect(svg).toContain('>5 MPa</text>');
  expect(svg.match(/<image /g)).toHaveLength(2);
  expect(svg).not.toContain('NaN"');
});
