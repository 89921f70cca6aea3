import type { ArraySlice } from '../array-slice.ts';
import { type ArraySubject, isQuaternion, isTensor } from '../quantities.ts';

/** Dimensions shorter than this are taken for components, not for places. */
const LEAST_PLACES = 8;

/** Dimensions that are places: without the components of tensors and quaternions, if any are left. */
export function placeDims(subject: ArraySubject): number[] {
  const { shape } = subject.info;
  const components = isTensor(subject) ? 2 : isQuaternion(subject) ? 1 : 0;
  const count = shape.length - components;
  return Array.from({ length: count >= 2 ? count : shape.length }, (_, dim) => dim);
}

/** The last two places that are long, in the middle of the others. */
export function firstPlane(subject: ArraySubject): ArraySlice {
  const { shape } = subject.info;
  const dims = placeDims(subject);
  // A grid of 32 × 32 × 4 is looked at from its large side.
  const wide = dims.filter((dim) => (shape[dim] ?? 0) >= LEAST_PLACES);
  const laidOut = wide.length >= 2 ? wide : dims;
  const [rowDim, columnDim] = dims.length < 2 ? [undefined, dims[0]] : laidOut.slice(-2);
  const at = shape.map((length, dim) =>
    dims.includes(dim) && length >= LEAST_PLACES ? Math.floor((length - 1) / 2) : 0,
  );
  return { rowDim, columnDim, at };
}

/** Along the first dimension; a short last one gives one curve each. */
export function firstLine(subject: ArraySubject): ArraySlice {
  const { shape } = subject.info;
  const last = shape.length - 1;
  const isShort = last > 0 && (shape[last] ?? 0) <= 12;
  return { rowDim: 0, columnDim: isShort ? last : undefined, at: shape.map(() => 0) };
}
