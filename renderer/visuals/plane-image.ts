import type { Plane } from './array-plane.ts';
import {
  type ColourMapName,
  categoryColour,
  colourMap,
  colourTable,
  TABLE_SIZE,
} from './colour-maps.ts';
import type { ChartTheme, PixelImage } from './painter.ts';
import type { ValueScale } from './value-scale.ts';

export interface PlaneColours {
  readonly map: ColourMapName;
  readonly isReversed: boolean;
  readonly scale: ValueScale;
}

/** Beyond the ends of every map, so that they are not taken for the ends. */
export const INFINITE_HIGH = '#ffffff';
export const INFINITE_LOW = '#000000';

type Rgb = readonly [number, number, number];

/** Bytes of a `#rrggbb` colour; black for anything else. */
export function rgbOfHex(hex: string): Rgb {
  const digits = /^#([0-9a-f]{6})/i.exec(hex)?.[1] ?? '000000';
  const at = (start: number): number => Number.parseInt(digits.slice(start, start + 2), 16);
  return [at(0), at(2), at(4)];
}

/** Colour of a value, as the plane and its colour bar show it. */
export function colourOf(
  { map, isReversed, scale }: PlaneColours,
  theme: Pick<ChartTheme, 'nan'>,
): (value: number) => Rgb {
  const nan = rgbOfHex(theme.nan);
  if (colourMap(map).kind === 'categorical') {
    return (value) => (Number.isFinite(value) ? categoryColour(value) : nan);
  }
  const table = colourTable(map, isReversed);
  const high = rgbOfHex(INFINITE_HIGH);
  const low = rgbOfHex(INFINITE_LOW);
  return (value) => {
    if (value === Number.POSITIVE_INFINITY) return high;
    if (value === Number.NEGATIVE_INFINITY) return low;
    const share = scale.share(value);
    if (Number.isNaN(share)) return nan;
    const at = Math.round(Math.min(1, Math.max(0, share)) * (TABLE_SIZE - 1)) * 3;
    return [table[at] ?? 0, table[at + 1] ?? 0, table[at + 2] ?? 0];
  };
}

/** One pixel per cell. Masked cells are clear: what is beneath shows that there is nothing. */
export function planeImage(
  plane: Plane,
  colours: PlaneColours,
  theme: Pick<ChartTheme, 'nan'>,
  isFlipped: boolean,
): PixelImage {
  const { rowCount, columnCount, values, mask } = plane;
  const rgba = new Uint8ClampedArray(rowCount * columnCount * 4);
  const colour = colourOf(colours, theme);
  for (let row = 0; row < rowCount; row += 1) {
    const shownRow = isFlipped ? rowCount - 1 - row : row;
    for (let column = 0; column < columnCount; column += 1) {
      const at = row * columnCount + column;
      if (mask?.[at] === 1) continue;
      const [red, green, blue] = colour(values[at] ?? Number.NaN);
      const pixel = (shownRow * columnCount + column) * 4;
      rgba[pixel] = red;
      rgba[pixel + 1] = green;
      rgba[pixel + 2] = blue;
      rgba[pixel + 3] = 255;
    }
  }
  return { width: columnCount, height: rowCount, rgba };
}

/** A strip of the colours from high to low, for the colour bar. */
export function barImage(colours: PlaneColours, theme: Pick<ChartTheme, 'nan'>): PixelImage {
  const height = 256;
  const rgba = new Uint8ClampedArray(height * 4);
  const colour = colourOf(colours, theme);
  for (let row = 0; row < height; row += 1) {
    rgba.set([...colour(colours.scale.value(1 - row / (height - 1))), 255], row * 4);
  }
  return { width: 1, height, rgba };
}
