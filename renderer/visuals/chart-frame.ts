import {
  AXIS_PX,
  type Box,
  type ChartTheme,
  type FigureSize,
  LABEL_PX,
  type Painter,
} from './painter.ts';
import { ticksOf, tickText, type ValueScale } from './value-scale.ts';

const MARGIN = { top: 18, right: 24, bottom: 42, left: 68 } as const;

/** Where the points of a chart are. */
export function chartBox({ widthPx, heightPx }: FigureSize): Box {
  return {
    x: MARGIN.left,
    y: MARGIN.top,
    width: Math.max(1, widthPx - MARGIN.left - MARGIN.right),
    height: Math.max(1, heightPx - MARGIN.top - MARGIN.bottom),
  };
}

export interface ChartAxes {
  readonly x: ValueScale;
  readonly y: ValueScale;
  /** Quantity and unit. */
  readonly xLabel: string;
  readonly yLabel: string;
  /** Only whole numbers along x. */
  readonly isXWhole?: boolean | undefined;
  /** What whole numbers along an axis stand for. */
  readonly xNames?: readonly string[] | undefined;
  readonly yNames?: readonly string[] | undefined;
}

export function pointX(box: Box, scale: ValueScale, value: number): number {
  return box.x + scale.share(value) * box.width;
}

export function pointY(box: Box, scale: ValueScale, value: number): number {
  return box.y + (1 - scale.share(value)) * box.height;
}

/** Grid, ticks and labels: horizontal grid only, the zero line stronger. */
export function drawFrame(
  painter: Painter,
  box: Box,
  { x, y, xLabel, yLabel, isXWhole = false, xNames, yNames }: ChartAxes,
  theme: ChartTheme,
): void {
  const axis = { fill: theme.axis, sizePx: AXIS_PX };
  for (const value of axisTicks(y, Math.max(3, Math.min(6, Math.floor(box.height / 55))), yNames)) {
    const at = pointY(box, y, value);
    const stroke = value === 0 ? theme.lineStrong : theme.grid;
    painter.line([box.x, at, box.x + box.width, at], { stroke, lineWidth: 1 });
    painter.text(tickName(value, yNames), box.x - 8, at + 3.5, { ...axis, anchor: 'end' });
  }
  const bottom = box.y + box.height;
  painter.line([box.x, bottom, box.x + box.width, bottom], {
    stroke: theme.lineStrong,
    lineWidth: 1,
  });
  const about = Math.max(2, Math.min(8, Math.floor(box.width / 90)));
  for (const value of axisTicks(x, about, xNames)) {
    if (isXWhole && !Number.isInteger(value)) continue;
    const at = pointX(box, x, value);
    painter.line([at, bottom, at, bottom + 4], { stroke: theme.lineStrong, lineWidth: 1 });
    painter.text(tickName(value, xNames), at, bottom + 16, { ...axis, anchor: 'middle' });
  }
  const label = { fill: theme.textSecondary, sizePx: LABEL_PX, anchor: 'middle' } as const;
  painter.text(xLabel, box.x + box.width / 2, bottom + 34, label);
  painter.text(yLabel, box.x - 54, box.y + box.height / 2, { ...label, isTurned: true });
}

/** Longer names would run into each other. */
const NAME_CHARACTERS = 12;

function axisTicks(scale: ValueScale, about: number, names: readonly string[] | undefined) {
  if (names === undefined) return ticksOf(scale, about);
  const step = Math.ceil(names.length / Math.max(about, 12));
  return [...names.keys()].filter((at) => at % step === 0);
}

function tickName(value: number, names: readonly string[] | undefined): string {
  const name = names?.[value];
  if (name === undefined) return tickText(value);
  return name.length <= NAME_CHARACTERS ? name : `${name.slice(0, NAME_CHARACTERS - 1)}…`;
}
