/** A direction, of any length. */
export type Direction = readonly [number, number, number];

/**
 * How much of the corners [001], [101] and [111] of the cubic standard triangle a direction is made
 * of: none is negative, for all symmetric directions (m-3m) are one.
 */
export function cubicComponents([x, y, z]: Direction): Direction {
  const sizes = Float64Array.of(Math.abs(x), Math.abs(y), Math.abs(z)).sort();
  const [small = Number.NaN, middle = Number.NaN, large = Number.NaN] = sizes;
  return [large - middle, Math.SQRT2 * (middle - small), Math.sqrt(3) * small];
}

/** Corner [101] of the triangle in stereographic projection from [001]; [111] is at (x, x). */
export const CORNER_101 = Math.tan(Math.PI / 8);
export const CORNER_111 = 1 / (1 + Math.sqrt(3));

/** Direction of a place of the projection; `undefined` outside of the triangle. */
export function directionAt(x: number, y: number): Direction | undefined {
  const squares = x * x + y * y;
  const direction: Direction = [2 * x, 2 * y, 1 - squares];
  const isInside = y >= 0 && y <= x && direction[2] >= direction[0];
  return isInside ? direction : undefined;
}
