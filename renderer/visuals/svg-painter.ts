import {
  AXIS_PX,
  type BoxStyle,
  type ChartTheme,
  type Drawing,
  type FigureSize,
  type Painter,
  type PixelImage,
  type TextStyle,
} from './painter.ts';

/**
 * A drawing as the text of an SVG document.
 *
 * @param pngOf gives the pixels of an image as a `data:` URL.
 */
export function svgOf(
  draw: Drawing,
  { widthPx, heightPx }: FigureSize,
  theme: ChartTheme,
  pngOf: (image: PixelImage) => string,
): string {
  const parts: string[] = [];
  draw(svgPainter(parts, theme.font, pngOf), { widthPx, heightPx }, theme);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}">`,
    `<rect width="100%" height="100%" fill="${theme.surface}"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function svgPainter(parts: string[], font: string, pngOf: (image: PixelImage) => string): Painter {
  return {
    rect({ x, y, width, height }, style) {
      parts.push(
        `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" ${look(style)}/>`,
      );
    },
    line(points, { stroke, lineWidth, opacity, dash }) {
      const more = [
        opacity === undefined ? '' : ` opacity="${opacity}"`,
        dash === undefined ? '' : ` stroke-dasharray="${dash.join(' ')}"`,
      ].join('');
      parts.push(
        `<path d="${path(points)}" fill="none" stroke="${stroke}" stroke-width="${lineWidth}" stroke-linejoin="round"${more}/>`,
      );
    },
    area(points, fill) {
      parts.push(`<path d="${path(points)}Z" fill="${fill}"/>`);
    },
    circle(x, y, radius, style) {
      parts.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" ${look(style)}/>`);
    },
    text(text, x, y, style) {
      parts.push(textElement(text, x, y, font, style));
    },
    image(image, { x, y, width, height }) {
      parts.push(
        `<image x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" preserveAspectRatio="none" image-rendering="pixelated" href="${pngOf(image)}"/>`,
      );
    },
  };
}

/** A length with two decimals at most: a file of curves is mostly these. */
function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function look({ fill, stroke, lineWidth }: BoxStyle): string {
  const border = stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${lineWidth ?? 1}"`;
  return `fill="${fill ?? 'none'}"${border}`;
}

function path(points: ArrayLike<number>): string {
  const steps: string[] = [];
  let isDown = false;
  for (let at = 0; at + 1 < points.length; at += 2) {
    const x = points[at] ?? Number.NaN;
    const y = points[at + 1] ?? Number.NaN;
    if (Number.isNaN(x) || Number.isNaN(y)) {
      isDown = false;
      continue;
    }
    steps.push(`${isDown ? 'L' : 'M'}${n(x)} ${n(y)}`);
    isDown = true;
  }
  return steps.join('');
}

function textElement(
  text: string,
  x: number,
  y: number,
  font: string,
  { fill, sizePx = AXIS_PX, anchor = 'start', isStrong, isTurned, halo }: TextStyle,
): string {
  const turn = isTurned === true ? ` transform="rotate(-90 ${n(x)} ${n(y)})"` : '';
  const border =
    halo === undefined ? '' : ` stroke="${halo}" stroke-width="3" paint-order="stroke"`;
  const weight = isStrong === true ? ' font-weight="600"' : '';
  return `<text x="${n(x)}" y="${n(y)}" fill="${fill}" font-family="${escaped(font)}" font-size="${sizePx}" text-anchor="${anchor}"${weight}${turn}${border}>${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
