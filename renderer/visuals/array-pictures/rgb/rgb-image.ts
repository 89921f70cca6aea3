import type { Plane } from '../../array-plane.ts';
import type { PixelImage } from '../../painter.ts';
import type { ArraySubject, Quantity } from '../../quantities.ts';

/** Colours take the last dimension whole; as a number they are their lightness. */
export function rgbQuantity({ info: { shape } }: ArraySubject): Quantity {
  const parts = shape.at(-1) === 4 ? 4 : 3;
  return {
    id: 'rgb',
    label: 'Colour',
    componentDims: 1,
    parts,
    of: (numbers, start) =>
      0.2126 * (numbers[start] ?? 0) +
      0.7152 * (numbers[start + 1] ?? 0) +
      0.0722 * (numbers[start + 2] ?? 0),
  };
}

/** Whole numbers are 0 to 255 (or 65 535), others 0 to 1, as matplotlib's `imshow` takes them. */
export function colourScale(dtypeName: string): number {
  if (dtypeName === 'uint16') return 255 / 65_535;
  return /^u?int/.test(dtypeName) ? 1 : 255;
}

/** The image that a plane's items are. */
export function rgbImage(
  plane: Plane,
  numbers: ArrayLike<number>,
  parts: number,
  scale: number,
  isTransposed: boolean,
  isFlipped: boolean,
): PixelImage {
  const { rowCount, columnCount } = plane;
  const rgba = new Uint8ClampedArray(rowCount * columnCount * 4);
  for (let row = 0; row < rowCount; row += 1) {
    const shownRow = isFlipped ? rowCount - 1 - row : row;
    for (let column = 0; column < columnCount; column += 1) {
      const item = (isTransposed ? column * rowCount + row : row * columnCount + column) * parts;
      const pixel = (shownRow * columnCount + column) * 4;
      for (let part = 0; part < 3; part += 1) {
        rgba[pixel + part] = (numbers[item + part] ?? 0) * scale;
      }
      rgba[pixel + 3] = parts === 4 ? (numbers[item + 3] ?? 1) * scale : 255;
    }
  }
  return { width: columnCount, height: rowCount, rgba };
}
