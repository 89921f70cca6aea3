import type { TimeSteps } from '../../../shared/model/time-steps.ts';
import type { TimeRange } from '../../../shared/model/timeline.ts';
import { formatCount } from '../../ui/format.ts';
import type { CellColours } from '../paint-status-cell.ts';
import { AXIS_PX, type Drawing, type Painter } from '../painter.ts';
import { xOfTime } from './lanes-drawing.ts';
import type { TimeTick } from './time-ticks.ts';

export interface ConcurrencyFigure {
  readonly running: TimeSteps;
  /** Submitted and not started; absent where no submit time is on record. */
  readonly waiting: TimeSteps | undefined;
  readonly window: TimeRange;
  readonly ticks: readonly TimeTick[];
  readonly colours: CellColours;
}

export const CONCURRENCY_PX = 96;
/** Below the area: the times. */
const AXIS_HEIGHT_PX = 22;
const TOP_PX = 14;
const CHARACTER_PX = 6;
/** One run among hundreds that wait is seen too. */
const LEAST_PX = 2;

/** How many runs there are at a time, those that wait lighter, over the axis of times. */
export function concurrencyDrawing(figure: ConcurrencyFigure): Drawing {
  const { running, waiting, window, ticks, colours } = figure;
  return (painter, { widthPx, heightPx }, theme) => {
    const base = heightPx - AXIS_HEIGHT_PX;
    const most = Math.max(1, running.most, waiting?.most ?? 0);
    if (waiting !== undefined) {
      drawSteps(painter, waiting, window, widthPx, base, most, colours.of('submitted', 'cell'));
    }
    drawSteps(painter, running, window, widthPx, base, most, colours.of('success', 'mark'));
    painter.line([0, base - 0.5, widthPx, base - 0.5], { stroke: theme.lineStrong, lineWidth: 1 });
    painter.text(`${formatCount(most)} at a time`, 4, AXIS_PX, {
      fill: theme.textSecondary,
      sizePx: AXIS_PX,
      halo: theme.surface,
    });
    for (const { timeUs, text, isDay } of ticks) {
      const x = Math.round(xOfTime(window, widthPx, timeUs)) + 0.5;
      painter.line([x, base, x, base + 4], { stroke: theme.lineStrong, lineWidth: 1 });
      const half = (text.length * CHARACTER_PX) / 2;
      painter.text(text, Math.min(Math.max(x, half), widthPx - half), base + 16, {
        fill: isDay ? theme.text : theme.axis,
        sizePx: AXIS_PX,
        anchor: 'middle',
      });
    }
  };
}

/** Steps as an area; of those that share a column of pixels the highest. */
function drawSteps(
  painter: Painter,
  { timesUs, counts }: TimeSteps,
  window: TimeRange,
  widthPx: number,
  base: number,
  most: number,
  fill: string,
): void {
  const heights = new Float64Array(Math.max(1, Math.ceil(widthPx)));
  for (const [at, timeUs] of timesUs.entries()) {
    const count = counts[at] ?? 0;
    if (count === 0) continue;
    const from = Math.max(0, Math.floor(xOfTime(window, widthPx, timeUs)));
    const to = xOfTime(window, widthPx, timesUs[at + 1] ?? timeUs);
    for (let x = from; x <= to && x < heights.length; x += 1) {
      heights[x] = Math.max(heights[x] ?? 0, count);
    }
  }
  const scale = (base - TOP_PX) / most;
  for (let from = 0; from < heights.length; ) {
    let to = from + 1;
    while (to < heights.length && heights[to] === heights[from]) to += 1;
    const count = heights[from] ?? 0;
    if (count > 0) {
      const height = Math.max(LEAST_PX, count * scale);
      painter.rect({ x: from, y: base - height, width: to - from, height }, { fill });
    }
    from = to;
  }
}
