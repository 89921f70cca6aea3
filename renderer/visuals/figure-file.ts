import { canvasOf, canvasPainter } from './canvas-painter.ts';
import type { DrawnFigure } from './Figure.tsx';
import { svgOf } from './svg-painter.ts';

/** Pixels per CSS px of a picture for a paper. */
const PNG_SCALE = 3;

/** A figure as the screen shows it, as an SVG file. */
export function svgFile({ draw, size, theme }: DrawnFigure): Blob {
  const text = svgOf(draw, size, theme, (image) => canvasOf(image).toDataURL('image/png'));
  return new Blob([text], { type: 'image/svg+xml' });
}

/** A figure as the screen shows it, as a PNG file of three times its pixels. */
export function pngFile({ draw, size, theme }: DrawnFigure): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas');
  canvas.width = size.widthPx * PNG_SCALE;
  canvas.height = size.heightPx * PNG_SCALE;
  const context = canvas.getContext('2d');
  if (context === null) return Promise.resolve(undefined);
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(PNG_SCALE, 0, 0, PNG_SCALE, 0, 0);
  draw(canvasPainter(context, theme.font), size, theme);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png');
  });
}
