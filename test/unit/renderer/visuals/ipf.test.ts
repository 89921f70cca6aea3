import { expect, test } from 'vitest';
import { directionAt } from '../../../../renderer/visuals/array-pictures/ipf/cubic-triangle.ts';
import {
  angleTo001,
  crystalDirection,
  ipfColour,
} from '../../../../renderer/visuals/array-pictures/ipf/ipf-colour.ts';
import {
  IPF_QUANTITIES,
  ipfImage,
} from '../../../../renderer/visuals/array-pictures/ipf/ipf-image.ts';

const half = Math.SQRT1_2;
/** By 90° about x: the sample's z lies along y of the crystal, whatever the sign. */
const ABOUT_X = [half, half, 0, 0];
const [C8, S8] = [Math.cos(Math.PI / 8), Math.sin(Math.PI / 8)];

test('corners of the triangle are red, green and blue, and so are all symmetric directions', () => {
  expect(ipfColour([0, 0, 1])).toEqual([255, 0, 0]);
  expect(ipfColour([0, -3, 0])).toEqual([255, 0, 0]);
  expect(ipfColour([1, 0, 1])).toEqual([0, 255, 0]);
  expect(ipfColour([-1, 1, 0])).toEqual([0, 255, 0]);
  expect(ipfColour([1, -1, 1])).toEqual([0, 0, 255]);
  expect(ipfColour([1, 2, 3])).toEqual(ipfColour([-3, 1, 2]));
  expect(ipfColour([0, 0, 0])).toBeUndefined();
  expect(ipfColour([Number.NaN, 0, 1])).toBeUndefined();
});

test('a passive rotation by 90° about z takes x of the sample to −y of the crystal', () => {
  const [x, y, z] = crystalDirection([half, 0, 0, half], 0, [1, 0, 0]);
  expect(x).toBeCloseTo(0, 12);
  expect(y).toBeCloseTo(-1, 12);
  expect(z).toBeCloseTo(0, 12);
});

test('known orientations have known colours: identity, 45° about x, and along each direction', () => {
  const numbers = [1, 0, 0, 0, C8, S8, 0, 0, ...ABOUT_X, Number.NaN, 0, 0, 0];
  const colours = (quantity: string): number[][] => {
    const { rgba } = ipfImage(numbers, 1, 4, { columnDim: 0 }, { isFlipped: false, quantity });
    return [0, 1, 2, 3].map((at) => [...rgba.subarray(at * 4, at * 4 + 4)]);
  };
  const [red, green, clear] = [
    [255, 0, 0, 255],
    [0, 255, 0, 255],
    [0, 0, 0, 0],
  ];
  const nearly = (found: number[][], wanted: (number[] | undefined)[]): void => {
    // Roots of what is not quite zero are small, not nothing.
    for (const [at, pixel] of found.entries()) {
      for (const [part, byte] of pixel.entries()) {
        expect(Math.abs(byte - (wanted[at]?.[part] ?? -1))).toBeLessThanOrEqual(1);
      }
    }
  };
  nearly(colours('ipf-z'), [red, green, red, clear]);
  nearly(colours('ipf-x'), [red, red, red, clear]);
  expect(angleTo001(crystalDirection(numbers, 4, [0, 0, 1]))).toBeCloseTo(45, 9);
  expect(IPF_QUANTITIES[0]?.of(numbers, 4)).toBeCloseTo(45, 9);
});

test('the key is the triangle: its corners are in, its outside is out', () => {
  expect(directionAt(0.001, 0)).toBeDefined();
  expect(directionAt(0.36, 0.359)).toBeDefined();
  expect(directionAt(0.2, 0.3)).toBeUndefined();
  expect(directionAt(0.45, 0.01)).toBeUndefined();
});
