import {
  AXIS_PX,
  type Box,
  type ChartTheme,
  type Drawing,
  type FigureSize,
  LABEL_PX,
  type Painter,
} from './painter.ts';
import { isInRange, type PlotScalar, scalarRange } from './plot-scalar.ts';
import type { PointColours } from './point-colours.ts';
import { ticksOf, tickText, type ValueRange, type ValueScale, valueScale } from './value-scale.ts';

const MARGIN = { top: 50, right: 70, bottom: 18, left: 70 } as const;
/** From so many lines on each is thin and faint. */
const MANY = 200;
const NAME_CHARACTERS = 14;
/** Of the strong letters of a head, and between its lines. */
const LABEL_CHARACTER_PX = 7;
const LABEL_LINE_PX = 14;

export interface ParallelAxis {
  readonly scalar: PlotScalar;
  readonly scale: ValueScale;
}

/** Ranges that were drawn, by the id of their axis. */
export type AxisRanges = ReadonlyMap<string, ValueRange>;

export function parallelAxes(scalars: readonly PlotScalar[]): readonly ParallelAxis[] {
  return scalars.map((scalar) => ({
    scalar,
    scale: valueScale('linear', scalarRange(scalar.values) ?? { min: 0, max: 1 }),
  }));
}

export function parallelBox({ widthPx, heightPx }: FigureSize): Box {
  return {
    x: MARGIN.left,
    y: MARGIN.top,
    width: Math.max(1, widthPx - MARGIN.left - MARGIN.right),
    height: Math.max(1, heightPx - MARGIN.top - MARGIN.bottom),
  };
}

export function axisX(box: Box, at: number, count: number): number {
  return count < 2 ? box.x + box.width / 2 : box.x + (box.width * at) / (count - 1);
}

/** Where the value of an element is on an axis; NaN where it has none. */
export function axisY(box: Box, { scalar, scale }: ParallelAxis, element: number): number {
  return box.y + (1 - scale.share(scalar.values[element] ?? Number.NaN)) * box.height;
}

/** Elements whose values are within all ranges; `undefined` when there is no range. */
export function elementsInRanges(
  scalars: readonly PlotScalar[],
  ranges: AxisRanges,
): readonly number[] | undefined {
  const drawn = scalars.flatMap(({ id, values }) => {
    const range = ranges.get(id);
    return range === undefined ? [] : [{ values, range }];
  });
  const [first] = drawn;
  if (first === undefined) return undefined;
  return [...first.values.keys()].filter((element) =>
    drawn.every(({ values, range }) => isInRange(values[element] ?? Number.NaN, range)),
  );
}

/** The axis a place is on, if it is near one. */
export function axisAt(size: FigureSize, count: number, x: number): number | undefined {
  const box = parallelBox(size);
  const spacing = count < 2 ? box.width : box.width / (count - 1);
  const at = count < 2 ? 0 : Math.round((x - box.x) / spacing);
  if (at < 0 || at >= count) return undefined;
  return Math.abs(axisX(box, at, count) - x) <= Math.min(40, spacing / 2) ? at : undefined;
}

/** All lines faintly, the chosen ones in their colours with failures last, then the axes. */
export function parallelDrawing(
  axes: readonly ParallelAxis[],
  elementCount: number,
  chosen: readonly number[],
  colours: PointColours,
): Drawing {
  return (painter, size, theme) => {
    const box = parallelBox(size);
    if (chosen.length < elementCount) {
      const all = Array.from({ length: elementCount }, (_, at) => at);
      painter.line(linesOf(box, axes, all), {
        stroke: theme.lineStrong,
        lineWidth: 1,
        opacity: elementCount > MANY ? 0.25 : 0.5,
      });
    }
    drawChosen(painter, box, axes, chosen, colours, theme);
    for (const [at, axis] of axes.entries()) drawAxis(painter, box, axes.length, at, axis, theme);
  };
}

function drawChosen(
  painter: Painter,
  box: Box,
  axes: readonly ParallelAxis[],
  chosen: readonly number[],
  colours: PointColours,
  theme: ChartTheme,
): void {
  const draw = (isWanted: (element: number) => boolean): void => {
    const byColour = new Map<number, number[]>();
    for (const element of chosen) {
      if (!isWanted(element)) continue;
      const code = colours.codes[element] ?? 0;
      const known = byColour.get(code);
      if (known === undefined) byColour.set(code, [element]);
      else known.push(element);
    }
    for (const [code, elements] of byColour) {
      const stroke = colours.colours[code] ?? theme.text;
      // Of its own number: a few failures are not to drown in thousands of successes.
      const opacity = elements.length > MANY ? Math.max(0.12, 0.6 - elements.length / 8000) : 0.8;
      painter.line(linesOf(box, axes, elements), { stroke, lineWidth: 1.2, opacity });
    }
  };
  draw((element) => !colours.isFailure(element));
  draw((element) => colours.isFailure(element));
}

function drawAxis(
  painter: Painter,
  box: Box,
  count: number,
  at: number,
  { scalar, scale }: ParallelAxis,
  theme: ChartTheme,
): void {
  const x = axisX(box, at, count);
  painter.line([x, box.y, x, box.y + box.height], { stroke: theme.text, lineWidth: 1 });
  const isAtEdge = at === 0 || at === count - 1;
  const spacing = box.width / Math.max(1, count - 1);
  const roomPx = isAtEdge ? Math.min(spacing, 2 * MARGIN.left) : spacing;
  const most = Math.max(6, Math.floor(roomPx / LABEL_CHARACTER_PX));
  const lines = labelLines(scalar.label, most);
  for (const [line, text] of lines.entries()) {
    painter.text(text, x, box.y - 20 - (lines.length - 1 - line) * LABEL_LINE_PX, {
      fill: theme.text,
      sizePx: LABEL_PX,
      anchor: 'middle',
      isStrong: true,
    });
  }
  const names = scalar.categories;
  const step = names === undefined ? 1 : Math.ceil(names.length / 16);
  // Where no element has a value there is no scale either.
  const isEmpty = scalarRange(scalar.values) === undefined;
  const ticks = isEmpty
    ? []
    : names === undefined
      ? ticksOf(scale, 5).filter((tick) => scalar.isWhole !== true || Number.isInteger(tick))
      : [...names.keys()].filter((tick) => tick % step === 0);
  for (const value of ticks) {
    const y = box.y + (1 - scale.share(value)) * box.height;
    painter.line([x - 4, y, x, y], { stroke: theme.text, lineWidth: 1 });
    painter.text(shortened(names?.[value] ?? tickText(value), NAME_CHARACTERS), x - 7, y + 3.5, {
      fill: theme.textSecondary,
      sizePx: AXIS_PX,
      anchor: 'end',
      halo: theme.surface,
    });
  }
}

/** The ranges, and the line that is pointed at: cheap to draw anew while the pointer moves. */
export function parallelOver(
  axes: readonly ParallelAxis[],
  ranges: AxisRanges,
  pointed: number | undefined,
): Drawing {
  return (painter, size, theme) => {
    const box = parallelBox(size);
    for (const [at, { scalar, scale }] of axes.entries()) {
      const range = ranges.get(scalar.id);
      if (range === undefined) continue;
      const top = box.y + (1 - scale.share(range.max)) * box.height;
      const height = (scale.share(range.max) - scale.share(range.min)) * box.height;
      painter.rect(
        { x: axisX(box, at, axes.length) - 6, y: top, width: 12, height },
        { fill: theme.band, stroke: theme.accent, lineWidth: 1.5 },
      );
    }
    if (pointed !== undefined) {
      painter.line(linesOf(box, axes, [pointed]), { stroke: theme.text, lineWidth: 2 });
    }
  };
}

/** One line per element, parted by NaN; a value that is missing parts a line too. */
function linesOf(
  box: Box,
  axes: readonly ParallelAxis[],
  elements: readonly number[],
): Float64Array {
  const width = (axes.length + 1) * 2;
  const points = new Float64Array(elements.length * width);
  for (const [line, element] of elements.entries()) {
    for (const [at, axis] of axes.entries()) {
      points[line * width + at * 2] = axisX(box, at, axes.length);
      points[line * width + at * 2 + 1] = axisY(box, axis, element);
    }
    points[line * width + width - 2] = Number.NaN;
    points[line * width + width - 1] = Number.NaN;
  }
  return points;
}

/**
 * A label in at most two lines, parted after a dot, underscore or space near its middle; still longer
 * lines are cut.
 */
export function labelLines(label: string, most: number): readonly string[] {
  if (label.length <= most) return [label];
  const breaks = [...label.matchAll(/[._ ]/g)].map(({ index }) => index + 1);
  const worth = (at: number): number => Math.max(at, label.length - at);
  const [best] = breaks.filter((at) => at < label.length).sort((a, b) => worth(a) - worth(b));
  if (best === undefined) return [shortened(label, most)];
  return [label.slice(0, best), label.slice(best)].map((line) => shortened(line.trim(), most));
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, Math.ceil(most / 2) - 1)}…${text.slice(text.length - Math.floor(most / 2))}`;
}
