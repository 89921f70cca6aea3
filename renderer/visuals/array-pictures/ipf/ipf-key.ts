import { AXIS_PX, type ChartTheme, type Painter, type PixelImage } from '../../painter.ts';
import { CORNER_101, CORNER_111, directionAt } from './cubic-triangle.ts';
import { ipfColour } from './ipf-colour.ts';

const WIDTH_PX = 64;
const PIXELS = 128;
let made: PixelImage | undefined;

/** The triangle of colours with its corners. */
export function drawIpfKey(
  painter: Painter,
  { x, y }: { readonly x: number; readonly y: number },
  theme: ChartTheme,
): void {
  made ??= triangleImage();
  const height = (WIDTH_PX * made.height) / made.width;
  const text = { fill: theme.axis, sizePx: AXIS_PX, anchor: 'middle' } as const;
  const top = y + 16;
  painter.image(made, { x, y: top, width: WIDTH_PX, height });
  painter.text('111', x + (WIDTH_PX * CORNER_111) / CORNER_101, top - 4, text);
  painter.text('001', x + 4, top + height + 13, text);
  painter.text('101', x + WIDTH_PX, top + height + 13, text);
  painter.text('cubic', x + WIDTH_PX / 2, top + height + 28, text);
}

function triangleImage(): PixelImage {
  const width = PIXELS;
  const height = Math.round((PIXELS * CORNER_111) / CORNER_101);
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const scale = CORNER_101 / width;
      const direction = directionAt((column + 0.5) * scale, (height - row - 0.5) * scale);
      const colour = direction === undefined ? undefined : ipfColour(direction);
      if (colour !== undefined) rgba.set([...colour, 255], (row * width + column) * 4);
    }
  }
  return { width, height, rgba };
}
