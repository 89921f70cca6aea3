import { planeSelection } from '../../array-plane.ts';
import { isCategorical, isDrawable } from '../../quantities.ts';
import type { ArrayPicture } from '../picture.ts';
import { dimsOf } from '../plane-picture.ts';
import { ThreePlanes } from './ThreePlanes.tsx';
import { isVoxelGrid, middleOfGrid, voxelPlanes } from './voxel-planes.ts';

export const planesPicture: ArrayPicture = {
  id: 'planes',
  label: '3 planes',
  fit: (subject) => {
    if (!isDrawable(subject) || !isVoxelGrid(subject)) return 0;
    return isCategorical(subject) ? 30 : 8;
  },
  axes: 'none',
  hasColours: true,
  hasQuantities: true,
  firstSlice: middleOfGrid,
  selectionsOf: ({ info: { shape } }, { slice }, quantity) =>
    voxelPlanes(slice).map((plane) =>
      planeSelection(shape, dimsOf(shape, { slice: plane }, quantity), quantity),
    ),
  Component: ThreePlanes,
};
