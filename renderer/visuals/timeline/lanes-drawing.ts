import { isFailure, statusOfCode } from '../../../shared/model/status.ts';
import type { TimeRange } from '../../../shared/model/timeline.ts';
import type { CellColours } from '../paint-status-cell.ts';
import type { Drawing, Painter } from '../painter.ts';
import { laneDensity } from './lane-density.ts';
import type { TimeTick } from './time-ticks.ts';
import {
  BAR_PX,
  barRowOf,
  boxesWithin,
  HEAD_PX,
  type LaneBox,
  type LaneLayout,
  placeInLane,
} from './timeline-lanes.ts';

export interface LanesFigure {
  readonly layout: LaneLayout;
  readonly window: TimeRange;
  readonly ticks: readonly TimeTick[];
  readonly scrollPx: number;
  /** Status codes by run row. */
  readonly statuses: Uint8Array;
  readonly colours: CellColours;
  /** Short name of a run, in its bar where there is room. */
  readonly nameOf: (row: number) => string;
}

/** Failures reach over the gap between bars, all else keeps within it. */
const HEIGHT = { failed: 13, other: 9 } as const;
const LEAST_BAR_PX = 1.5;
const NAME_FROM_PX = 22;
const CHARACTER_PX = 6;
/** Of a folded lane, for what there is at its busiest time. */
const AREA_PX = HEAD_PX - 12;

export const xOfTime = ({ fromUs, toUs }: TimeRange, widthPx: number, timeUs: number): number =>
  ((timeUs - fromUs) / (toUs - fromUs)) * widthPx;

export const timeOfX = ({ fromUs, toUs }: TimeRange, widthPx: number, x: number): number =>
  fromUs + (x / Math.max(1, widthPx)) * (toUs - fromUs);

/** Lanes in sight: a folded one as the runs it has at a time, an open one as a bar for each run. */
export function lanesDrawing(figure: LanesFigure): Drawing {
  const { layout, window, ticks, scrollPx } = figure;
  return (painter, { widthPx, heightPx }, theme) => {
    for (const { timeUs, isDay } of ticks) {
      const x = Math.round(xOfTime(window, widthPx, timeUs)) + 0.5;
      const stroke = isDay ? theme.lineStrong : theme.grid;
      painter.line([x, 0, x, heightPx], { stroke, lineWidth: 1 });
    }
    for (const box of boxesWithin(layout, scrollPx, scrollPx + heightPx)) {
      const top = box.topPx - scrollPx;
      if (box.isOpen) drawBars(painter, figure, box, top, widthPx, heightPx);
      else drawDensity(painter, figure, box, top, widthPx);
      const bottom = Math.round(top + box.heightPx) - 0.5;
      painter.line([0, bottom, widthPx, bottom], { stroke: theme.line, lineWidth: 1 });
    }
  };
}

function drawDensity(
  painter: Painter,
  { window, statuses, colours }: LanesFigure,
  { drawn }: LaneBox,
  top: number,
  widthPx: number,
): void {
  const { failed, running, other } = laneDensity(drawn, statuses, window, widthPx);
  const most = Math.max(1, drawn.steps.most);
  const base = top + HEAD_PX - 6;
  const heightOf = (count: number): number =>
    count === 0 ? 0 : Math.max(2, (count / most) * AREA_PX);
  const layers = [
    { counts: failed, fill: colours.of('error', 'mark') },
    { counts: running, fill: colours.of('running', 'mark') },
    { counts: other, fill: colours.of('success', 'mark') },
  ];
  for (let from = 0; from < other.length; ) {
    let to = from + 1;
    while (to < other.length && layers.every(({ counts }) => counts[to] === counts[from])) to += 1;
    let bottom = base;
    for (const { counts, fill } of layers) {
      const height = heightOf(counts[from] ?? 0);
      if (height > 0) {
        painter.rect({ x: from, y: bottom - height, width: to - from, height }, { fill });
      }
      bottom -= height;
    }
    from = to;
  }
}

function drawBars(
  painter: Painter,
  figure: LanesFigure,
  { drawn }: LaneBox,
  top: number,
  widthPx: number,
  heightPx: number,
): void {
  const { window, statuses, colours, nameOf } = figure;
  const { starts, ends, lane } = drawn;
  const { rows } = drawn.packed();
  const first = Math.max(0, Math.floor((-top - HEAD_PX) / BAR_PX));
  const last = Math.min(rows.length - 1, Math.floor((heightPx - top - HEAD_PX) / BAR_PX));
  for (let barRow = first; barRow <= last; barRow += 1) {
    const middle = top + HEAD_PX + barRow * BAR_PX + BAR_PX / 2;
    let [filledTo, filledWith] = [Number.NEGATIVE_INFINITY, -1];
    for (const at of rows[barRow] ?? []) {
      const start = starts[at] ?? 0;
      const end = ends[at] ?? start;
      if (end < window.fromUs || start > window.toUs) continue;
      const row = lane.runs[at] ?? 0;
      const code = statuses[row] ?? 0;
      const from = Math.max(-2, xOfTime(window, widthPx, start));
      const to = Math.min(
        widthPx + 2,
        Math.max(from + LEAST_BAR_PX, xOfTime(window, widthPx, end)),
      );
      // Of thousands of bars most would be painted where there is one of their colour already.
      if (code === filledWith && to <= filledTo) continue;
      [filledTo, filledWith] = [Math.ceil(to), code];
      const status = statusOfCode(code);
      const height = isFailure(status) ? HEIGHT.failed : HEIGHT.other;
      const y = middle - height / 2;
      painter.rect({ x: from, y, width: to - from, height }, { fill: colours.of(status, 'mark') });
      const name = to - from < NAME_FROM_PX ? '' : nameOf(row);
      if (name !== '' && name.length * CHARACTER_PX + 6 <= to - from) {
        painter.text(name, Math.max(3, from + 3), middle + 3, { fill: colours.cut, sizePx: 9 });
      }
    }
  }
}

/** Where a run is drawn: its bar, or in a folded lane its time. */
export interface Spot {
  readonly startUs: number;
  readonly endUs: number;
  /** From the top of the first lane. */
  readonly middlePx: number;
}

export function spotOf({ boxes }: LaneLayout, row: number): Spot | undefined {
  for (const { drawn, isOpen, topPx } of boxes) {
    const at = placeInLane(drawn, row);
    if (at === undefined) continue;
    const belowPx = isOpen
      ? HEAD_PX + barRowOf(drawn, at) * BAR_PX + BAR_PX / 2
      : HEAD_PX - 6 - AREA_PX / 2;
    return {
      startUs: drawn.starts[at] ?? 0,
      endUs: drawn.ends[at] ?? 0,
      middlePx: topPx + belowPx,
    };
  }
  return undefined;
}

/** Above the lanes: the path that the end waited for, from run to run, and the selected run. */
export function overLanes(
  { window, scrollPx }: Pick<LanesFigure, 'window' | 'scrollPx'>,
  path: readonly Spot[],
  selected: Spot | undefined,
): Drawing {
  return (painter, { widthPx }, theme) => {
    const outline = ({ startUs, endUs, middlePx }: Spot, lineWidth: number): void => {
      const from = xOfTime(window, widthPx, startUs);
      const width = Math.max(3, xOfTime(window, widthPx, endUs) - from + 3);
      const box = { x: from - 1.5, y: middlePx - scrollPx - 7, width, height: 14 };
      painter.rect(box, { stroke: theme.accent, lineWidth });
    };
    const points: number[] = [];
    for (const [at, spot] of path.entries()) {
      const before = path[at - 1];
      if (before !== undefined) {
        points.push(
          xOfTime(window, widthPx, before.endUs),
          before.middlePx - scrollPx,
          xOfTime(window, widthPx, spot.startUs),
          spot.middlePx - scrollPx,
          Number.NaN,
          Number.NaN,
        );
      }
      outline(spot, 1.5);
    }
    painter.line(points, { stroke: theme.accent, lineWidth: 1, dash: [3, 3] });
    if (selected !== undefined) outline(selected, 2.5);
  };
}
