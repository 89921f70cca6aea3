import type { ArraySlice } from '../../array-slice.ts';
import type { ArraySubject } from '../../quantities.ts';

/** The three places of a voxel grid: its first three dimensions. */
export const VOXEL_DIMS = [0, 1, 2] as const;

/** The three planes through the position of a slice, as rows and columns of each. */
export function voxelPlanes({ at }: ArraySlice): readonly [ArraySlice, ArraySlice, ArraySlice] {
  return [
    { rowDim: 0, columnDim: 1, at },
    { rowDim: 0, columnDim: 2, at },
    { rowDim: 1, columnDim: 2, at },
  ];
}

export function isVoxelGrid({ info: { shape } }: ArraySubject): boolean {
  return shape.length >= 3 && VOXEL_DIMS.every((dim) => (shape[dim] ?? 0) >= 4);
}

/** The middle of the grid; the first component of each voxel. */
export function middleOfGrid({ info: { shape } }: ArraySubject): ArraySlice {
  return { at: shape.map((length, dim) => (dim < 3 ? Math.floor((length - 1) / 2) : 0)) };
}
