import { expect, it } from 'vitest';
import { cellOf, isNumericDtype } from '../../../../renderer/visuals/array-cells.ts';

const info = (dtypeName: string) => ({
  dtype: '<f8',
  dtypeName,
  shape: [2],
  chunks: [2],
  sizeBytes: 16,
});

it('reads numbers by their dtype', () => {
  const shape = [2];
  const floats = { info: info('float64'), shape, numbers: Float64Array.of(1, Number.NaN) };
  expect(cellOf(floats, 0)).toEqual({ text: '1.0', isMasked: false, isNan: false });
  expect(cellOf(floats, 1)).toEqual({ text: 'nan', isMasked: false, isNan: true });
  expect(cellOf(floats, 2)).toBeUndefined();
  expect(cellOf({ info: info('int8'), shape, numbers: Int8Array.of(-3, 4) }, 0)?.text).toBe('-3');
  expect(cellOf({ info: info('bool'), shape, numbers: Uint8Array.of(1, 0) }, 0)?.text).toBe('True');
  const complex = { info: info('complex128'), shape, numbers: Float64Array.of(1, 2, 0, -1) };
  expect(cellOf(complex, 1)?.text).toBe('-1j');
  expect(cellOf(complex, 2)).toBeUndefined();
});

it('takes texts as they are and marks what the mask hides', () => {
  const window = {
    info: info('datetime64[us]'),
    shape: [2],
    texts: ['2026-11-22T13:23:20', 'NaT'],
    mask: Uint8Array.of(1, 0),
  };
  expect(cellOf(window, 0)).toMatchObject({ text: '2026-11-22T13:23:20', isMasked: true });
  expect(cellOf(window, 1)).toMatchObject({ isNan: true, isMasked: false });
});

it('knows which dtypes are numbers', () => {
  expect(['float16', 'int64', 'uint8', 'complex64'].every(isNumericDtype)).toBe(true);
  expect(['bool', '<U5', 'str160', 'datetime64[us]'].some(isNumericDtype)).toBe(false);
});
