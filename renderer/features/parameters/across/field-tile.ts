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
import { AXIS_PX, type Box, type Drawing, type PixelImage } from '../../../visuals/painter.ts';
import { type PlaneColours, planeImage } from '../../../visuals/plane-image.ts';
import { scalarRange } from '../../../visuals/plot-scalar.ts';
import { type ArraySubject, isDrawable, type Quantity } from '../../../visuals/quantities.ts';
import { tickText, valueScale } from '../../../visuals/value-scale.ts';

/** Cells along the longer side of a thumbnail. */
const MOST_CELLS = 96;
/** What a picture that is an image suits an array by. */
const IMAGE_FIT = 30;
/** Two columns with fewer rows are a small table. */
const FEWEST_POINTS = 8;
/** Around a curve. */
const MARGIN_PX = 4;
/** Of a column without a finite number. */
const NO_RANGE = { min: 0, max: 0 } as const;

/** How one array is drawn small: which plane of it, and of what quantity. */
export interface TilePlan {
  readonly subject: ArraySubject;
  readonly quantity: Quantity;
  readonly dims: PlaneDims;
  readonly isImage: boolean;
  /** Two long columns, such as strain and stress: one is drawn over the other. */
  readonly isCurve: boolean;
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
  const [rows = 0, columns] = info.shape;
  const isCurve =
    !isImage &&
    info.shape.length === 2 &&
    columns === 2 &&
    rows >= FEWEST_POINTS &&
    shown.parts === 1;
  return { subject: own, quantity: shown, dims: { rowDim, columnDim, at, step }, isImage, isCurve };
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

/** The plane as square pixels in the middle of its tile, or its curve in axes of its own. */
export function tileDrawing(
  plan: TilePlan,
  window: ArrayWindow,
  colours: PlaneColours | undefined,
): Drawing {
  const plane = tilePlane(plan, window);
  if (plan.isCurve) return curveDrawing(plane);
  return (painter, { widthPx, heightPx }, theme) => {
    const image = imageOf(plan, plane, window, colours, theme);
    if (image !== undefined) painter.image(image, fitted(image, widthPx, heightPx));
  };
}

/** The second column over the first; what is written are the ends of the axis above. */
function curveDrawing({ values }: Plane): Drawing {
  const points = values.length / 2;
  const column = (at: number): Float64Array =>
    Float64Array.from({ length: points }, (_, row) => values[row * 2 + at] ?? Number.NaN);
  const [xs, ys] = [column(0), column(1)];
  const [xRange, yRange] = [scalarRange(xs) ?? NO_RANGE, scalarRange(ys) ?? NO_RANGE];
  return (painter, { widthPx, heightPx }, theme) => {
    const [x, y] = [valueScale('linear', xRange), valueScale('linear', yRange)];
    const line = new Float64Array(values.length);
    for (let row = 0; row < points; row += 1) {
      line[row * 2] = MARGIN_PX + x.share(xs[row] ?? Number.NaN) * (widthPx - 2 * MARGIN_PX);
      line[row * 2 + 1] =
        heightPx - MARGIN_PX - y.share(ys[row] ?? Number.NaN) * (heightPx - 2 * MARGIN_PX);
    }
    painter.rect(
      { x: 0, y: 0, width: widthPx, height: heightPx },
      { stroke: theme.grid, lineWidth: 1 },
    );
    painter.line(line, { stroke: theme.series[0] ?? theme.text, lineWidth: 1.5 });
    const text = { fill: theme.axis, sizePx: AXIS_PX, halo: theme.surface };
    painter.text(tickText(yRange.max), MARGIN_PX, MARGIN_PX + 8, text);
    painter.text(tickText(yRange.min), MARGIN_PX, heightPx - MARGIN_PX, text);
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
