import { expect, test } from 'vitest';
import {
  type TilePlan,
  tileDrawing,
  tilePlan,
  tileSelectionOf,
} from '../../../../renderer/features/parameters/across/field-tile.ts';
import type { PixelImage } from '../../../../renderer/visuals/painter.ts';
import { quantitiesOf } from '../../../../renderer/visuals/quantities.ts';
import { valueScale } from '../../../../renderer/visuals/value-scale.ts';
import type { ArrayInfo, ArrayWindow } from '../../../../shared/contract/values.ts';

const silent = {
  rect: () => undefined,
  line: () => undefined,
  area: () => undefined,
  circle: () => undefined,
  text: () => undefined,
  image: () => undefined,
};
const theme = {
  font: '',
  surface: '',
  text: '',
  textSecondary: '',
  axis: '',
  grid: '',
  line: '',
  lineStrong: '',
  nan: '#ff00ff',
  accent: '',
  band: '',
  series: [],
};

function info(shape: number[], dtypeName = 'float64'): ArrayInfo {
  return { dtype: '<f8', dtypeName, shape, chunks: shape, sizeBytes: 8 };
}

function planOf(name: string, own: ArrayInfo): TilePlan | undefined {
  const subject = { name, path: `outputs.${name}`, info: own };
  const [quantity] = quantitiesOf(subject);
  return quantity === undefined ? undefined : tilePlan(subject, own, quantity);
}

test('a large grid is read by its middle plane, every so many-th voxel of it', () => {
  const plan = planOf('phase', info([256, 256, 256]));
  if (plan === undefined) throw new Error('no plan');
  const every = { start: 0, stop: 256, step: 3 };
  expect(tileSelectionOf(plan)).toEqual([127, every, every]);
});

test('a few columns are all shown; lines and texts are no field', () => {
  const plan = planOf('curve', info([2000, 2]));
  if (plan === undefined) throw new Error('no plan');
  expect(tileSelectionOf(plan)[1]).toEqual({ start: 0, stop: 2, step: 1 });
  expect(planOf('line', info([2000]))).toBeUndefined();
  expect(planOf('names', info([4, 4], 'str'))).toBeUndefined();
});

test('pixels are the colours of the values: the least and the largest of the range', () => {
  const own = info([2, 2]);
  const plan = planOf('field', own);
  if (plan === undefined) throw new Error('no plan');
  const window: ArrayWindow = { info: own, shape: [2, 2], numbers: Float64Array.of(0, 10, 5, NaN) };
  const scale = valueScale('linear', { min: 0, max: 10 });
  const images: PixelImage[] = [];
  const painter = { ...silent, image: (image: PixelImage) => void images.push(image) };
  tileDrawing(plan, window, { map: 'viridis', isReversed: false, scale })(
    painter,
    { widthPx: 100, heightPx: 100 },
    theme,
  );
  const [image] = images;
  expect([...(image?.rgba.subarray(0, 3) ?? [])]).toEqual([68, 1, 84]);
  expect([...(image?.rgba.subarray(4, 7) ?? [])]).toEqual([253, 231, 37]);
  expect([...(image?.rgba.subarray(12, 15) ?? [])]).toEqual([255, 0, 255]);
});

test('two long columns are a curve of one over the other, from corner to corner', () => {
  const own = info([8, 2]);
  const plan = planOf('stress_strain', own);
  if (plan === undefined) throw new Error('no plan');
  expect(plan.isCurve).toBe(true);
  const numbers = Float64Array.from({ length: 16 }, (_, at) => (at % 2 === 0 ? at / 2 : at * 50));
  const lines: number[][] = [];
  const painter = {
    ...silent,
    line: (points: ArrayLike<number>) => void lines.push(Array.from(points)),
  };
  const draw = tileDrawing(plan, { info: own, shape: [8, 2], numbers }, undefined);
  draw(painter, { widthPx: 108, heightPx: 58 }, theme);
  const [line = []] = lines;
  expect(line.slice(0, 2)).toEqual([4, 54]);
  expect(line.slice(-2)).toEqual([104, 4]);
});
