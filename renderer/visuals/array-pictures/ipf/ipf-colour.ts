import { cubicComponents, type Direction } from './cubic-triangle.ts';

type Rgb = readonly [number, number, number];

/**
 * The crystal direction that lies along a direction of the sample: the quaternion (real part first)
 * turns the frame of the sample into that of the crystal, a passive rotation with P = −1, as DAMASK
 * writes and takes it (`Rotation @ vector`).
 */
export function crystalDirection(
  numbers: ArrayLike<number>,
  start: number,
  [x, y, z]: Direction,
): Direction {
  const w = numbers[start] ?? Number.NaN;
  const a = numbers[start + 1] ?? Number.NaN;
  const b = numbers[start + 2] ?? Number.NaN;
  const c = numbers[start + 3] ?? Number.NaN;
  const along = w * w - (a * a + b * b + c * c);
  const dot = 2 * (a * x + b * y + c * z);
  const turn = -2 * w;
  return [
    along * x + dot * a + turn * (b * z - c * y),
    along * y + dot * b + turn * (c * x - a * z),
    along * z + dot * c + turn * (a * y - b * x),
  ];
}

/** Colours between the corners are spread: by this power of their shares. */
const SPREAD = 1 / 3;

/**
 * Inverse pole figure colour of a crystal direction of cubic symmetry (m-3m): [001] is red, [101]
 * green, [111] blue; one part is always full, as in DAMASK's `IPF_color`. `undefined` for what is no
 * direction.
 */
export function ipfColour(direction: Direction): Rgb | undefined {
  const components = cubicComponents(direction);
  const norm = Math.hypot(...components);
  if (!(norm > 0)) return undefined;
  const most = Math.max(...components);
  const byte = (part: number): number => Math.round(255 * (part / most) ** SPREAD);
  const [red, green, blue] = components;
  return [byte(red), byte(green), byte(blue)];
}

/** Degrees between a crystal direction and the nearest ⟨001⟩. */
export function angleTo001(direction: Direction): number {
  const largest = Math.max(...direction.map(Math.abs));
  const norm = Math.hypot(...direction);
  return (Math.acos(Math.min(1, largest / norm)) * 180) / Math.PI;
}
