import type { ArrayInfo, ArrayWindow } from '../../../../shared/contract/values.ts';
import { firstPlane } from '../../../visuals/array-pictures/first-slice.ts';
import { rgbPicture } from '../../../visuals/array-pictures/rgb/entry.ts';
import {
  colourScale,
  rgbImage,
  rgbQuantity,
} from '../../../visuals/array-pictures/rgb/rgb-image.ts';
import {
  type Plane,
  type PlaneDims,
  planeOf,
  planeSelection,
  stepFor,
} from '../../../visuals/array-plane.ts';
import type { Box, Drawing, PixelImage } from '../../../visuals/painter.ts';
import { type PlaneColours, planeImage } from '../../../visuals/plane-image.ts';
import { type ArraySubject, isDrawable, type Quantity } from '../../../visuals/quantities.ts';

/** Cells along the longer side of a thumbnail. */
const MOST_CELLS = 96;
/** What a picture that is an image suits an array by. */
const IMAGE_FIT = 30;

/** How one array is drawn small: which plane of it, and of what quantity. */
export interface TilePlan {
  readonly subject: ArraySubject;
  readonly quantity: Quantity;
  readonly dims: PlaneDims;
  readonly isImage: boolean;
}

/** The middle plane of an array; `undefined` for what cannot be drawn as one. */
export function tilePlan(
  subject: ArraySubject,
  info: ArrayInfo,
  quantity: Quantity,
): TilePlan | undefined {
  const own: ArraySubject = { ...subject, info };
  if (!isDrawable(own) || info.shape.length < 2 || info.shape.includes(0)) return undefined;
  const isImage = rgbPicture.fit(own) >= IMAGE_FIT;
  const shown = isImage ? rgbQuantity(own) : quantity;
  if (info.shape.length - shown.componentDims < 1) return undefined;
  const slice = isImage ? rgbPicture.firstSlice(own) : firstPlane(own);
  const { rowDim, columnDim, at } = slice;
  const step = Math.max(
    stepFor(info.shape, slice, shown),
    thumbnailStep(info.shape, rowDim, columnDim),
  );
  return { subject: own, quantity: shown, dims: { rowDim, columnDim, at, step }, isImage };
}

/** Leaves out rows and columns that would share a pixel, but none of a few columns. */
function thumbnailStep(
  shape: readonly number[],
  rowDim: number | undefined,
  columnDim: number | undefined,
): number {
  const lengths = [rowDim, columnDim].map((dim) => (dim === undefined ? 1 : (shape[dim] ?? 1)));
  const step = Math.ceil(Math.max(...lengths) / MOST_CELLS);
  return Math.max(1, Math.min(step, Math.floor(Math.min(...lengths) / 2)));
}

export function tileSelectionOf({ subject, quantity, dims }: TilePlan) {
  return planeSelection(subject.info.shape, dims, quantity);
}

export function tilePlane({ subject, quantity, dims }: TilePlan, window: ArrayWindow): Plane {
  return planeOf(window, subject.info.shape, dims, quantity);
}

/** The plane as square pixels in the middle of its tile. */
export function tileDrawing(
  plan: TilePlan,
  window: ArrayWindow,
  colours: PlaneColours | undefined,
): Drawing {
  const plane = tilePlane(plan, window);
  return (painter, { widthPx, heightPx }, theme) => {
    const image = imageOf(plan, plane, window, colours, theme);
    if (image !== undefined) painter.image(image, fitted(image, widthPx, heightPx));
  };
}

function imageOf(
  { subject, quantity, dims, isImage }: TilePlan,
  plane: Plane,
  window: ArrayWindow,
  colours: PlaneColours | undefined,
  theme: Parameters<typeof planeImage>[2],
): PixelImage | undefined {
  if (!isImage) return colours === undefined ? undefined : planeImage(plane, colours, theme, false);
  const scale = colourScale(subject.info.dtypeName);
  const isTransposed = (dims.rowDim ?? 0) > (dims.columnDim ?? 0);
  return rgbImage(plane, window.numbers ?? [], quantity.parts, scale, isTransposed, false);
}

function fitted({ width, height }: PixelImage, widthPx: number, heightPx: number): Box {
  const cell = Math.min(widthPx / width, heightPx / height);
  const box = { width: width * cell, height: height * cell };
  return { x: (widthPx - box.width) / 2, y: (heightPx - box.height) / 2, ...box };
}
