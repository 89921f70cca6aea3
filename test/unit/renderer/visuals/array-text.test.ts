import { expect, it } from 'vitest';
import { longestText, windowText } from '../../../../renderer/visuals/array-text.ts';

const window = {
  info: { dtype: '<f8', dtypeName: 'float64', shape: [2, 2], chunks: [2, 2], sizeBytes: 32 },
  shape: [2, 2],
  numbers: Float64Array.of(1, 0.25, Number.NaN, -3),
  mask: Uint8Array.of(0, 0, 0, 1),
};

it('writes a block for a spreadsheet, masked items as NumPy does', () => {
  expect(windowText(window, 2, 2, (row, column) => row * 2 + column)).toBe('1.0\t0.25\nnan\t--');
});

it('measures the longest item', () => {
  expect(longestText(window)).toBe(4);
});
