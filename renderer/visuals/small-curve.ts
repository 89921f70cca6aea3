import { type CurveBand, type CurveRanges, type CurveSet, xOf } from './curves.ts';
import { AXIS_PX, type Drawing } from './painter.ts';
import { tickText, type ValueScale } from './value-scale.ts';

const MARGIN = { top: 4, right: 4, bottom: 4, left: 4 } as const;

/** What all small multiples have in common: axes, and what is usual. */
export interface SmallCurves {
  readonly curves: CurveSet;
  readonly x: ValueScale;
  readonly y: ValueScale;
  readonly ranges: CurveRanges;
  readonly band: CurveBand | undefined;
}

/** One curve in the axes of all, over their median; the ends of the axis above say the scale. */
export function smallCurve({ curves, x, y, ranges, band }: SmallCurves, curve: number): Drawing {
  return (painter, { widthPx, heightPx }, theme) => {
    const box = {
      x: MARGIN.left,
      y: MARGIN.top,
      width: Math.max(1, widthPx - MARGIN.left - MARGIN.right),
      height: Math.max(1, heightPx - MARGIN.top - MARGIN.bottom),
    };
    painter.rect(box, { stroke: theme.grid, lineWidth: 1 });
    const px = (value: number): number => box.x + x.share(value) * box.width;
    const py = (value: number): number => box.y + (1 - y.share(value)) * box.height;
    if (band !== undefined) {
      const median = [...band.x].flatMap((at, place) => [
        px(at),
        py(band.median[place] ?? Number.NaN),
      ]);
      painter.line(median, { stroke: theme.lineStrong, lineWidth: 1 });
    }
    const start = curves.starts[curve] ?? 0;
    const stop = curves.starts[curve + 1] ?? start;
    const points = new Float64Array((stop - start) * 2);
    for (let at = start; at < stop; at += 1) {
      points[(at - start) * 2] = px(xOf(curves, curve, at));
      points[(at - start) * 2 + 1] = py(curves.y[at] ?? Number.NaN);
    }
    const stroke = theme.series[0] ?? theme.text;
    painter.line(points, { stroke, lineWidth: 1.5 });
    if (stop - start <= 12) {
      for (let at = 0; at < points.length; at += 2) {
        const [left = Number.NaN, top = Number.NaN] = points.subarray(at, at + 2);
        if (Number.isFinite(left) && Number.isFinite(top)) {
          painter.circle(left, top, 2, { fill: stroke });
        }
      }
    }
    const text = { fill: theme.axis, sizePx: AXIS_PX, halo: theme.surface };
    painter.text(tickText(ranges.y.max), box.x + 3, box.y + 10, text);
    painter.text(tickText(ranges.y.min), box.x + 3, box.y + box.height - 3, text);
  };
}
