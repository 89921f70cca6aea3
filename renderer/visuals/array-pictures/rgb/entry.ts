import { planeSelection } from '../../array-plane.ts';
import { isCategorical, isDrawable, isQuaternion, isTensor } from '../../quantities.ts';
import type { ArrayPicture } from '../picture.ts';
import { dimsOf } from '../plane-picture.ts';
import { Rgb } from './Rgb.tsx';
import { rgbQuantity } from './rgb-image.ts';

export const rgbPicture: ArrayPicture = {
  id: 'rgb',
  label: 'Image',
  fit: (subject) => {
    const { shape, dtypeName } = subject.info;
    const last = shape.at(-1);
    if (!isDrawable(subject) || dtypeName.startsWith('complex')) return 0;
    if (shape.length < 3 || (last !== 3 && last !== 4)) return 0;
    if (isCategorical(subject) || isTensor(subject) || isQuaternion(subject)) return 0;
    const isImage = dtypeName === 'uint8' || /rgb|image|colou?r|picture/.test(subject.path);
    return isImage ? 30 : 2;
  },
  axes: 'plane',
  hasColours: false,
  hasQuantities: false,
  firstSlice: ({ info: { shape } }) => ({
    rowDim: shape.length - 3,
    columnDim: shape.length - 2,
    at: shape.map(() => 0),
  }),
  selectionsOf: (subject, view) => {
    const { shape } = subject.info;
    const quantity = rgbQuantity(subject);
    return [planeSelection(shape, dimsOf(shape, view, quantity), quantity)];
  },
  Component: Rgb,
};
