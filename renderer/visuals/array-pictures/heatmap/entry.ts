import { planeSelection } from '../../array-plane.ts';
import { isDrawable } from '../../quantities.ts';
import { firstPlane } from '../first-slice.ts';
import type { ArrayPicture } from '../picture.ts';
import { dimsOf } from '../plane-picture.ts';
import { Heatmap } from './Heatmap.tsx';

/** Planes with fewer rows or columns are better read as numbers. */
const LEAST_CELLS = 16;

export const heatmapPicture: ArrayPicture = {
  id: 'heatmap',
  label: 'Heatmap',
  fit: (subject) => {
    const { shape } = subject.info;
    if (!isDrawable(subject) || shape.length < 2) return 0;
    const { rowDim, columnDim } = firstPlane(subject);
    const sides = [rowDim, columnDim].map((dim) => (dim === undefined ? 0 : (shape[dim] ?? 0)));
    return sides.every((length) => length >= LEAST_CELLS) ? 20 : 5;
  },
  axes: 'plane',
  hasColours: true,
  hasQuantities: true,
  firstSlice: firstPlane,
  selectionsOf: ({ info: { shape } }, view, quantity) => [
    planeSelection(shape, dimsOf(shape, view, quantity), quantity),
  ],
  Component: Heatmap,
};
