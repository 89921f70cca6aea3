import { planeSelection } from '../../array-plane.ts';
import { isDrawable, isQuaternion } from '../../quantities.ts';
import { firstPlane } from '../first-slice.ts';
import type { ArrayPicture } from '../picture.ts';
import { dimsOf } from '../plane-picture.ts';
import { Ipf } from './Ipf.tsx';
import { IPF_QUANTITIES } from './ipf-image.ts';

export const ipfPicture: ArrayPicture = {
  id: 'ipf',
  label: 'IPF',
  fit: (subject) => {
    if (!isDrawable(subject) || !isQuaternion(subject)) return 0;
    // A list of orientations is better read as numbers.
    return subject.info.shape.length > 2 ? 30 : 6;
  },
  axes: 'plane',
  hasColours: false,
  hasQuantities: true,
  quantitiesOf: () => IPF_QUANTITIES,
  firstSlice: firstPlane,
  selectionsOf: ({ info: { shape } }, view, quantity) => [
    planeSelection(shape, dimsOf(shape, view, quantity), quantity),
  ],
  Component: Ipf,
};
