import { expect, test } from 'vitest';
import { tiffPage } from '../../../../renderer/features/files/tiff/tiff-pixels.ts';
import { tiffFile } from '../../../support/tiff-file.ts';

const grey8 = { width: 2, height: 1, bits: 8, samples: 1, values: [0, 200] } as const;
const grey16 = { width: 2, height: 1, bits: 16, samples: 1, values: [1000, 3000] } as const;
const rgb = { width: 1, height: 2, bits: 8, samples: 3, values: [255, 0, 0, 0, 0, 255] } as const;
const rgb16 = { width: 1, height: 1, bits: 16, samples: 3, values: [65_535, 0, 32_768] } as const;

test('grey and colours of 8 and 16 bits are read, page by page', () => {
  const file = tiffFile([grey8, grey16, rgb, rgb16]);
  const page = (at: number) => {
    const { rgba, pages, note, width, height } = tiffPage(file, at);
    return { rgba: [...rgba], pages, note, size: [width, height] };
  };
  expect(page(0)).toEqual({
    rgba: [0, 0, 0, 255, 200, 200, 200, 255],
    pages: 4,
    note: '8 bit grey',
    size: [2, 1],
  });
  expect(page(1).rgba).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  expect(page(1).note).toBe('16 bit grey, shown from 1000 to 3000');
  expect(page(2)).toMatchObject({ rgba: [255, 0, 0, 255, 0, 0, 255, 255], size: [1, 2] });
  expect(page(3).rgba).toEqual([255, 0, 128, 255]);
});

test('a damaged file is an error, and no picture', () => {
  const file = tiffFile([{ ...grey8, width: 60_000, height: 60_000 }]);
  expect(() => tiffPage(file, 0)).toThrow('too many to be drawn');
  for (const length of [0, 4, 8, 20, 40]) {
    expect(() => tiffPage(tiffFile([grey16]).subarray(0, length), 0)).toThrow();
  }
  expect(() => tiffPage(tiffFile([{ ...grey8, width: 40 }]), 0)).toThrow();
});
