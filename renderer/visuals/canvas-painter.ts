import {
  AXIS_PX,
  type BoxStyle,
  type Painter,
  type PixelImage,
  type TextStyle,
} from './painter.ts';

/** Paints on a canvas whose unit is one CSS px. */
export function canvasPainter(context: CanvasRenderingContext2D, font: string): Painter {
  const paint = ({ fill, stroke, lineWidth }: BoxStyle): void => {
    if (fill !== undefined) {
      context.fillStyle = fill;
      context.fill();
    }
    if (stroke !== undefined) {
      context.strokeStyle = stroke;
      context.lineWidth = lineWidth ?? 1;
      context.stroke();
    }
  };
  return {
    rect({ x, y, width, height }, style) {
      context.beginPath();
      context.rect(x, y, width, height);
      paint(style);
    },
    line(points, { stroke, lineWidth, opacity, dash }) {
      context.save();
      context.strokeStyle = stroke;
      context.lineWidth = lineWidth;
      context.globalAlpha = opacity ?? 1;
      context.setLineDash([...(dash ?? [])]);
      context.lineJoin = 'round';
      context.beginPath();
      trace(context, points);
      context.stroke();
      context.restore();
    },
    area(points, fill) {
      context.beginPath();
      trace(context, points);
      context.closePath();
      context.fillStyle = fill;
      context.fill();
    },
    circle(x, y, radius, style) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      paint(style);
    },
    text: (text, x, y, style) => writeText(context, font, text, x, y, style),
    image(image, { x, y, width, height }) {
      const source = canvasOf(image);
      context.imageSmoothingEnabled = false;
      context.drawImage(source, x, y, width, height);
    },
  };
}

function trace(context: CanvasRenderingContext2D, points: ArrayLike<number>): void {
  let isDown = false;
  for (let at = 0; at + 1 < points.length; at += 2) {
    const x = points[at] ?? Number.NaN;
    const y = points[at + 1] ?? Number.NaN;
    if (Number.isNaN(x) || Number.isNaN(y)) isDown = false;
    else if (isDown) context.lineTo(x, y);
    else {
      context.moveTo(x, y);
      isDown = true;
    }
  }
}

function writeText(
  context: CanvasRenderingContext2D,
  font: string,
  text: string,
  x: number,
  y: number,
  { fill, sizePx = AXIS_PX, anchor = 'start', isStrong, isTurned, halo }: TextStyle,
): void {
  context.save();
  context.font = `${isStrong === true ? 600 : 400} ${sizePx}px ${font}`;
  context.textAlign = anchor === 'middle' ? 'center' : anchor;
  context.translate(x, y);
  if (isTurned === true) context.rotate(-Math.PI / 2);
  if (halo !== undefined) {
    context.strokeStyle = halo;
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.strokeText(text, 0, 0);
  }
  context.fillStyle = fill;
  context.fillText(text, 0, 0);
  context.restore();
}

const canvases = new WeakMap<PixelImage, HTMLCanvasElement>();

/** A canvas that holds an image, made once. */
export function canvasOf(image: PixelImage): HTMLCanvasElement {
  const known = canvases.get(image);
  if (known !== undefined) return known;
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.putImageData(new ImageData(image.rgba, image.width, image.height), 0, 0);
  canvases.set(image, canvas);
  return canvas;
}
