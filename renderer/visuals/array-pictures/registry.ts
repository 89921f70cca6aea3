import type { ArraySubject } from '../quantities.ts';
import { heatmapPicture } from './heatmap/entry.ts';
import { ipfPicture } from './ipf/entry.ts';
import { linePicture } from './line/entry.ts';
import { type ArrayPicture, TABLE_FIT } from './picture.ts';
import { planesPicture } from './planes/entry.ts';
import { rgbPicture } from './rgb/entry.ts';

/** All pictures of arrays, in the order they are offered. */
const PICTURES: readonly ArrayPicture[] = [
  linePicture,
  heatmapPicture,
  planesPicture,
  ipfPicture,
  rgbPicture,
];

/** The table shows every array; it is no picture, for it reads only what is in sight. */
export const TABLE = 'table';

export interface OfferedPictures {
  readonly pictures: readonly ArrayPicture[];
  /** Id of the picture to begin with, or {@link TABLE}. */
  readonly first: string;
}

/** Pictures of an array, chosen by its shape, dtype and name. */
export function picturesOf(subject: ArraySubject): OfferedPictures {
  const pictures = PICTURES.filter((picture) => picture.fit(subject) > 0);
  let first = TABLE;
  let best = TABLE_FIT;
  for (const picture of pictures) {
    const fit = picture.fit(subject);
    if (fit > best) [first, best] = [picture.id, fit];
  }
  return { pictures, first };
}
