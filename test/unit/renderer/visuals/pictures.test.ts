import { expect, test } from 'vitest';
import { firstPlane } from '../../../../renderer/visuals/array-pictures/first-slice.ts';
import { picturesOf, TABLE } from '../../../../renderer/visuals/array-pictures/registry.ts';
import { quantitiesOf } from '../../../../renderer/visuals/quantities.ts';
import { subjectOf } from './array-windows.ts';

const of = (dtypeName: string, shape: readonly number[], path?: string) =>
  picturesOf(subjectOf('', dtypeName, shape, path));

test('the picture that suits an array comes first, the table when none does', () => {
  expect(of('float64', [61]).first).toBe('line');
  expect(of('float64', [3]).first).toBe(TABLE);
  expect(of('float64', [5, 3]).first).toBe(TABLE);
  expect(of('float32', [32, 32]).first).toBe('heatmap');
  expect(of('float64', [64, 64, 64, 4], 'outputs.ve.orientations.data').first).toBe('ipf');
  expect(of('float64', [200, 4], 'outputs.ve.orientations.data').first).toBe(TABLE);
  expect(of('int32', [32, 32, 4], 'outputs.ve.element_material_idx').first).toBe('planes');
  expect(of('uint8', [200, 300, 3], 'outputs.picture').first).toBe('rgb');
});

test('texts and times are a table and nothing else', () => {
  expect(of('str', [20, 20])).toEqual({ pictures: [], first: TABLE });
  expect(of('datetime64[us]', [200]).pictures).toEqual([]);
});

test('a grid of grains is no image, though its last dimension has four', () => {
  const ids = of('int32', [32, 32, 4], 'outputs.ve.element_material_idx').pictures;
  expect(ids.map(({ id }) => id)).toEqual(['line', 'heatmap', 'planes']);
});

test('the first plane is the large side, in the middle of the rest', () => {
  const grid = subjectOf('<i4', 'int32', [32, 32, 4]);
  expect(firstPlane(grid)).toEqual({ rowDim: 0, columnDim: 1, at: [15, 15, 0] });
  const tensors = subjectOf('<f8', 'float64', [64, 64, 64, 3, 3], 'outputs.sigma');
  expect(firstPlane(tensors)).toMatchObject({ rowDim: 1, columnDim: 2, at: [31, 31, 31, 0, 0] });
});

test('a tensor has its invariants: uniaxial tension of 2', () => {
  const tensor = subjectOf('<f8', 'float64', [10, 3, 3], 'outputs.sigma');
  const uniaxial = [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0];
  const at = (id: string) =>
    quantitiesOf(tensor)
      .find((one) => one.id === id)
      ?.of(uniaxial, 2);
  expect(at('von-mises')).toBeCloseTo(2, 12);
  expect(at('trace')).toBe(2);
  expect(at('norm')).toBe(2);
  const strain = quantitiesOf(subjectOf('<f8', 'float64', [10, 3, 3], 'outputs.epsilon_v'));
  const incompressible = [1, 0, 0, 0, -0.5, 0, 0, 0, -0.5];
  expect(strain.find(({ id }) => id === 'von-mises')?.of(incompressible, 0)).toBeCloseTo(1, 12);
});

test('shear is seen by von Mises, pressure is not', () => {
  const [, vonMises] = quantitiesOf(subjectOf('<f8', 'float64', [10, 3, 3]));
  expect(vonMises?.of([5, 0, 0, 0, 5, 0, 0, 0, 5], 0)).toBeCloseTo(0, 12);
  expect(vonMises?.of([0, 1, 0, 1, 0, 0, 0, 0, 0], 0)).toBeCloseTo(Math.sqrt(3), 12);
});

test('complex numbers have amplitude and phase, quaternions an angle', () => {
  const [amplitude, phase] = quantitiesOf(subjectOf('<c16', 'complex128', [4]));
  expect(amplitude?.of([3, 4], 0)).toBe(5);
  expect(phase?.of([0, -2], 0)).toBeCloseTo(-Math.PI / 2, 12);
  const angle = quantitiesOf(subjectOf('<f8', 'float64', [9, 4], 'outputs.quaternions')).at(-1);
  const half = Math.PI / 6;
  expect(angle?.of([-Math.cos(half), 0, 0, Math.sin(half)], 0)).toBeCloseTo(60, 12);
});
