import { planeSelection } from '../../array-plane.ts';
import { isDrawable } from '../../quantities.ts';
import { firstLine } from '../first-slice.ts';
import type { ArrayPicture } from '../picture.ts';
import { dimsOf } from '../plane-picture.ts';
import { Lines } from './Lines.tsx';

/** Fewer values are better read as numbers. */
const LEAST_POINTS = 16;

export const linePicture: ArrayPicture = {
  id: 'line',
  label: 'Line',
  fit: (subject) => {
    const { shape } = subject.info;
    if (!isDrawable(subject) || shape.length === 0 || (shape[0] ?? 0) < 2) return 0;
    return shape.length === 1 && (shape[0] ?? 0) >= LEAST_POINTS ? 20 : 4;
  },
  axes: 'line',
  hasColours: false,
  hasQuantities: true,
  firstSlice: firstLine,
  selectionsOf: ({ info: { shape } }, view, quantity) => [
    planeSelection(shape, dimsOf(shape, view, quantity), quantity),
  ],
  Component: Lines,
};
