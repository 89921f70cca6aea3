import { type ChartAxes, chartBox, drawFrame, pointX, pointY } from './chart-frame.ts';
import { curveRaster } from './curve-raster.ts';
import { type CurveBand, type CurveSet, xOf } from './curves.ts';
import { type Box, type ChartTheme, type Drawing, LABEL_PX, type Painter } from './painter.ts';

/** Up to so many curves each have a colour and a name at their end. */
export const MOST_COLOURED = 5;
/** Above, curves are drawn as pixels, not as lines. */
const MOST_LINES = 150;
/** Curves with fewer points have each point marked. */
const MOST_MARKED = 40;
const MANY_OPACITY = 0.13;

export interface CurveFigure {
  readonly curves: CurveSet;
  readonly axes: ChartAxes;
  readonly band?: CurveBand | undefined;
  readonly nameOf: (curve: number) => string;
}

/** Draws all curves, the band of many, and their axes. */
export function curvesDrawing(figure: CurveFigure): Drawing {
  const { curves, axes, band } = figure;
  return (painter, size, theme) => {
    const box = chartBox(size);
    drawFrame(painter, box, axes, theme);
    if (band !== undefined) drawBand(painter, box, axes, band, theme);
    if (curves.count <= MOST_COLOURED) {
      for (let curve = 0; curve < curves.count; curve += 1) {
        const stroke = theme.series[curve] ?? theme.text;
        drawCurve(painter, box, figure, curve, stroke, 1.5);
        if (curves.count > 1) drawName(painter, box, figure, curve, stroke);
      }
    } else if (curves.count <= MOST_LINES) {
      const style = { stroke: theme.series[0] ?? theme.text, lineWidth: 1 };
      const opacity = Math.max(MANY_OPACITY, 0.5 - curves.count / 200);
      for (let curve = 0; curve < curves.count; curve += 1) {
        painter.line(pointsOf(box, figure, curve), { ...style, opacity });
      }
    } else {
      const image = curveRaster(curves, {
        width: Math.round(box.width),
        height: Math.round(box.height),
        ...axes,
        ink: theme.series[0] ?? theme.text,
        // So many curves would be one blot: their ink is thinned.
        opacity: Math.min(MANY_OPACITY, MANY_OPACITY * (2000 / curves.count)),
      });
      painter.image(image, { ...box, width: image.width, height: image.height });
    }
    if (band !== undefined) {
      const points = [...band.x].flatMap((x, at) => [
        pointX(box, axes.x, x),
        pointY(box, axes.y, band.median[at] ?? Number.NaN),
      ]);
      painter.line(points, { stroke: theme.text, lineWidth: 1.5 });
    }
  };
}

/** The curve that is looked at, above the others. */
export function curveOver(
  figure: CurveFigure,
  selected: number | undefined,
  pointed: number | undefined,
): Drawing {
  return (painter, size, theme) => {
    const box = chartBox(size);
    const colour = theme.series[1] ?? theme.text;
    if (pointed !== undefined && pointed !== selected) {
      drawCurve(painter, box, figure, pointed, theme.text, 1.5);
    }
    if (selected === undefined || figure.curves.count === 1) return;
    drawCurve(painter, box, figure, selected, colour, 2);
    if (figure.curves.count > MOST_COLOURED) drawName(painter, box, figure, selected, colour);
  };
}

function drawBand(
  painter: Painter,
  box: Box,
  axes: ChartAxes,
  { x, low, high }: CurveBand,
  theme: ChartTheme,
): void {
  const outline: number[] = [];
  const add = (at: number, value: number): void => {
    if (Number.isFinite(value)) {
      outline.push(pointX(box, axes.x, x[at] ?? 0), pointY(box, axes.y, value));
    }
  };
  for (let at = 0; at < x.length; at += 1) add(at, high[at] ?? Number.NaN);
  for (let at = x.length - 1; at >= 0; at -= 1) add(at, low[at] ?? Number.NaN);
  painter.area(outline, theme.band);
}

function pointsOf(box: Box, { curves, axes }: CurveFigure, curve: number): Float64Array {
  const start = curves.starts[curve] ?? 0;
  const stop = curves.starts[curve + 1] ?? start;
  const points = new Float64Array((stop - start) * 2);
  for (let at = start; at < stop; at += 1) {
    points[(at - start) * 2] = pointX(box, axes.x, xOf(curves, curve, at));
    points[(at - start) * 2 + 1] = pointY(box, axes.y, curves.y[at] ?? Number.NaN);
  }
  return points;
}

function drawCurve(
  painter: Painter,
  box: Box,
  figure: CurveFigure,
  curve: number,
  stroke: string,
  lineWidth: number,
): void {
  const points = pointsOf(box, figure, curve);
  painter.line(points, { stroke, lineWidth });
  if (points.length > MOST_MARKED * 2) return;
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [x, y] = [points[at] ?? Number.NaN, points[at + 1] ?? Number.NaN];
    if (Number.isFinite(x) && Number.isFinite(y)) painter.circle(x, y, 2.5, { fill: stroke });
  }
}

/** The name at the last point of a curve, inside of the chart. */
function drawName(
  painter: Painter,
  box: Box,
  figure: CurveFigure,
  curve: number,
  fill: string,
): void {
  const points = pointsOf(box, figure, curve);
  let at = points.length - 2;
  while (at >= 0 && !Number.isFinite(points[at + 1] ?? Number.NaN)) at -= 2;
  if (at < 0) return;
  const y = Math.max(box.y + 10, (points[at + 1] ?? 0) - 7);
  painter.text(figure.nameOf(curve), Math.min(points[at] ?? 0, box.x + box.width - 2), y, {
    fill,
    sizePx: LABEL_PX,
    anchor: 'end',
    isStrong: true,
  });
}

/** The curve nearest to a point, within reach, and its point there. */
export function curveAt(
  figure: CurveFigure,
  box: Box,
  x: number,
  y: number,
): { readonly curve: number; readonly at: number } | undefined {
  const { curves, axes } = figure;
  const wanted = axes.x.value((x - box.x) / box.width);
  let best: { readonly curve: number; readonly at: number } | undefined;
  let least = 24;
  for (let curve = 0; curve < curves.count; curve += 1) {
    const at = nearestPoint(curves, curve, wanted);
    if (at === undefined) continue;
    const apart = Math.abs(pointY(box, axes.y, yNear(curves, curve, at, wanted)) - y);
    if (apart < least) {
      least = apart;
      best = { curve, at };
    }
  }
  return best;
}

function nearestPoint(curves: CurveSet, curve: number, x: number): number | undefined {
  let low = curves.starts[curve] ?? 0;
  const stop = curves.starts[curve + 1] ?? low;
  if (stop <= low) return undefined;
  let high = stop - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xOf(curves, curve, middle) <= x) low = middle;
    else high = middle;
  }
  return x - xOf(curves, curve, low) <= xOf(curves, curve, high) - x ? low : high;
}

/** Height of a curve at `x`, between the point at hand and its neighbour. */
function yNear(curves: CurveSet, curve: number, at: number, x: number): number {
  const other = xOf(curves, curve, at) <= x ? at + 1 : at - 1;
  const here = curves.y[at] ?? Number.NaN;
  const isInside = other >= (curves.starts[curve] ?? 0) && other < (curves.starts[curve + 1] ?? 0);
  if (!isInside) return here;
  const span = xOf(curves, curve, other) - xOf(curves, curve, at);
  const there = curves.y[other] ?? Number.NaN;
  if (span === 0 || Number.isNaN(there)) return here;
  return here + ((there - here) * (x - xOf(curves, curve, at))) / span;
}
