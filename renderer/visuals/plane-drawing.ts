import type { Plane } from './array-plane.ts';
import { drawCategoryKey, drawColourBar } from './colour-bar.ts';
import { colourMap } from './colour-maps.ts';
import {
  AXIS_PX,
  type Box,
  type ChartTheme,
  type Drawing,
  type FigureSize,
  LABEL_PX,
  type Painter,
  type PixelImage,
} from './painter.ts';
import type { PlaneFacts } from './plane-facts.ts';
import { barImage, type PlaneColours, planeImage } from './plane-image.ts';
import { ticksOf, valueScale } from './value-scale.ts';

/** A plane with everything it is drawn by. */
export interface PlaneFigure {
  readonly plane: Plane;
  readonly facts: PlaneFacts;
  /** Absent: the pixels have their own colours. */
  readonly colours?: PlaneColours | undefined;
  readonly image?: PixelImage | undefined;
  readonly rowLabel: string;
  readonly columnLabel: string;
  readonly unit?: string | undefined;
  readonly step: number;
  readonly keepsRatio: boolean;
  readonly isFlipped: boolean;
  readonly hasGrid: boolean;
  /** One of several planes with one colour bar. */
  readonly hasBar: boolean;
  /** What the colours of an image mean, in the place of the bar. */
  readonly drawKey?: ((painter: Painter, place: Point, theme: ChartTheme) => void) | undefined;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const MARGIN = { top: 14, right: 96, rightPlain: 16, bottom: 38, left: 54 } as const;
/** Cells below this many px have no edges drawn. */
const LEAST_EDGED_PX = 3;
const LEAST_GRID_PX = 5;
const LEAST_BAR_PX = 180;
/** More NaN than these are not ringed: they are seen. */
const MOST_RINGED = 99;

/** Where the cells of a plane are. */
export interface PlaneLayout extends Box {
  readonly cellWidth: number;
  readonly cellHeight: number;
}

export function planeLayout({ widthPx, heightPx }: FigureSize, figure: PlaneFigure): PlaneLayout {
  const { rowCount, columnCount } = figure.plane;
  const right = figure.hasBar ? MARGIN.right : MARGIN.rightPlain;
  const room = {
    width: Math.max(1, widthPx - MARGIN.left - right),
    height: Math.max(1, heightPx - MARGIN.top - MARGIN.bottom),
  };
  let cellWidth = room.width / Math.max(1, columnCount);
  let cellHeight = room.height / Math.max(1, rowCount);
  if (figure.keepsRatio) {
    cellWidth = Math.min(cellWidth, cellHeight);
    // Whole or half px keep the squares even.
    if (cellWidth >= 2) cellWidth = Math.floor(cellWidth * 2) / 2;
    cellHeight = cellWidth;
  }
  const width = cellWidth * columnCount;
  const height = cellHeight * rowCount;
  return {
    x: MARGIN.left + Math.max(0, Math.round((room.width - width) / 2)),
    y: MARGIN.top + Math.max(0, Math.round((room.height - height) / 2)),
    width,
    height,
    cellWidth,
    cellHeight,
  };
}

/** The cell at a point; `undefined` beside the plane. */
export function cellAtPoint(
  layout: PlaneLayout,
  figure: PlaneFigure,
  x: number,
  y: number,
): { readonly row: number; readonly column: number } | undefined {
  const column = Math.floor((x - layout.x) / layout.cellWidth);
  const shown = Math.floor((y - layout.y) / layout.cellHeight);
  const { rowCount, columnCount } = figure.plane;
  if (column < 0 || shown < 0 || column >= columnCount || shown >= rowCount) return undefined;
  return { row: figure.isFlipped ? rowCount - 1 - shown : shown, column };
}

export function cellBox(
  layout: PlaneLayout,
  figure: PlaneFigure,
  row: number,
  column: number,
): Box {
  const shown = figure.isFlipped ? figure.plane.rowCount - 1 - row : row;
  return {
    x: layout.x + column * layout.cellWidth,
    y: layout.y + shown * layout.cellHeight,
    width: layout.cellWidth,
    height: layout.cellHeight,
  };
}

/** Draws a plane: its cells, axes, colour bar, and a ring around NaN. */
export function planeDrawing(figure: PlaneFigure): Drawing {
  let kept: { readonly theme: ChartTheme; readonly image: PixelImage } | undefined;
  return (painter, size, theme) => {
    const { colours } = figure;
    const layout = planeLayout(size, figure);
    if (kept?.theme !== theme) {
      const image =
        figure.image ??
        (colours === undefined
          ? undefined
          : planeImage(figure.plane, colours, theme, figure.isFlipped));
      kept = image === undefined ? undefined : { theme, image };
    }
    if (figure.facts.maskedCount > 0) drawHatching(painter, layout, theme);
    if (kept !== undefined) painter.image(kept.image, layout);
    const isCategorical = colours !== undefined && colourMap(colours.map).kind === 'categorical';
    if (isCategorical) drawEdges(painter, layout, figure);
    if (figure.hasGrid) drawGrid(painter, layout, figure, theme);
    drawNanRing(painter, layout, figure);
    drawAxes(painter, layout, figure, theme);
    const beside = layout.x + layout.width + 16;
    if (figure.hasBar) figure.drawKey?.(painter, { x: beside, y: layout.y }, theme);
    if (colours === undefined || !figure.hasBar) return;
    // A flat plane has a bar that can be read.
    const height = Math.max(layout.height, Math.min(LEAST_BAR_PX, size.heightPx - 60));
    const y = layout.y + (layout.height - height) / 2;
    const bar = { x: beside, y, height };
    if (isCategorical) drawCategoryKey(painter, bar, figure.plane, theme);
    else {
      drawColourBar(painter, bar, theme, {
        image: barImage(colours, theme),
        scale: colours.scale,
        unit: figure.unit,
        facts: figure.facts,
      });
    }
  };
}

function drawHatching(painter: Painter, box: Box, theme: ChartTheme): void {
  const points: number[] = [];
  for (let at = -box.height; at < box.width; at += 6) {
    const [x0, x1] = [Math.max(0, at), Math.min(box.width, at + box.height)];
    points.push(box.x + x0, box.y + (x0 - at), box.x + x1, box.y + (x1 - at), Number.NaN, 0);
  }
  painter.line(points, { stroke: theme.lineStrong, lineWidth: 1 });
}

/** Lines between cells of different categories. */
function drawEdges(painter: Painter, layout: PlaneLayout, figure: PlaneFigure): void {
  const { cellWidth, cellHeight } = layout;
  if (Math.min(cellWidth, cellHeight) < LEAST_EDGED_PX) return;
  const { rowCount, columnCount, values } = figure.plane;
  const points: number[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    for (let column = 0; column < columnCount; column += 1) {
      const at = row * columnCount + column;
      const { x, y } = cellBox(layout, figure, row, column);
      if (column + 1 < columnCount && values[at] !== values[at + 1]) {
        points.push(x + cellWidth, y, x + cellWidth, y + cellHeight, Number.NaN, 0);
      }
      if (row + 1 < rowCount && values[at] !== values[at + columnCount]) {
        const edge = figure.isFlipped ? y : y + cellHeight;
        points.push(x, edge, x + cellWidth, edge, Number.NaN, 0);
      }
    }
  }
  painter.line(points, { stroke: '#000000', lineWidth: 1 });
}

function drawGrid(
  painter: Painter,
  layout: PlaneLayout,
  { plane }: PlaneFigure,
  theme: ChartTheme,
): void {
  const { x, y, width, height, cellWidth, cellHeight } = layout;
  const points: number[] = [];
  if (cellWidth >= LEAST_GRID_PX) {
    for (let column = 0; column <= plane.columnCount; column += 1) {
      const at = x + column * cellWidth;
      points.push(at, y, at, y + height, Number.NaN, 0);
    }
  }
  if (cellHeight >= LEAST_GRID_PX) {
    for (let row = 0; row <= plane.rowCount; row += 1) {
      const at = y + row * cellHeight;
      points.push(x, at, x + width, at, Number.NaN, 0);
    }
  }
  painter.line(points, { stroke: theme.surface, lineWidth: 1, opacity: 0.7 });
}

function drawNanRing(painter: Painter, layout: PlaneLayout, figure: PlaneFigure): void {
  const { nanCells, nanCount } = figure.facts;
  if (nanCells === undefined || nanCount > MOST_RINGED) return;
  const rows = [nanCells.top, nanCells.bottom].map((row) =>
    cellBox(layout, figure, row, nanCells.left),
  );
  const top = Math.min(...rows.map(({ y }) => y)) - 4;
  const bottom = Math.max(...rows.map(({ y }) => y)) + layout.cellHeight + 4;
  const left = layout.x + nanCells.left * layout.cellWidth - 4;
  const right = layout.x + (nanCells.right + 1) * layout.cellWidth + 4;
  const ring = { x: left, y: top, width: right - left, height: bottom - top };
  painter.rect(ring, { stroke: '#000000', lineWidth: 3.5 });
  painter.rect(ring, { stroke: '#ffffff', lineWidth: 1.5 });
  const isRight = right + 50 < layout.x + layout.width;
  painter.text(`${nanCount} NaN`, isRight ? right + 6 : left - 6, (top + bottom) / 2 + 4, {
    fill: '#ffffff',
    halo: '#000000',
    sizePx: LABEL_PX,
    isStrong: true,
    anchor: isRight ? 'start' : 'end',
  });
}

/** Indices to mark along an axis of cells: round ones and the last. */
export function indexTicks(count: number, step: number, lengthPx: number): number[] {
  const last = count - 1;
  if (last <= 0) return [0];
  const about = Math.max(1, Math.min(6, Math.floor(lengthPx / 60)));
  const round = ticksOf(valueScale('linear', { min: 0, max: last * step }), about)
    .map((index) => index / step)
    .filter((at) => Number.isInteger(at));
  const apart = last / (about * 2);
  return [...round.filter((at) => last - at > apart), last];
}

function drawAxes(
  painter: Painter,
  layout: PlaneLayout,
  figure: PlaneFigure,
  theme: ChartTheme,
): void {
  const { x, y, width, height, cellWidth, cellHeight } = layout;
  const { rowCount, columnCount } = figure.plane;
  const axis = { fill: theme.axis, sizePx: AXIS_PX };
  for (const column of indexTicks(columnCount, figure.step, width)) {
    const at = x + (column + 0.5) * cellWidth;
    painter.rect(
      { x: at - 0.5, y: y + height + 2, width: 1, height: 4 },
      { fill: theme.lineStrong },
    );
    painter.text(String(column * figure.step), at, y + height + 17, { ...axis, anchor: 'middle' });
  }
  for (const row of indexTicks(rowCount, figure.step, height)) {
    const shown = figure.isFlipped ? rowCount - 1 - row : row;
    const at = y + (shown + 0.5) * cellHeight;
    painter.rect({ x: x - 6, y: at - 0.5, width: 4, height: 1 }, { fill: theme.lineStrong });
    painter.text(String(row * figure.step), x - 9, at + 3.5, { ...axis, anchor: 'end' });
  }
  const label = { fill: theme.textSecondary, sizePx: LABEL_PX, anchor: 'middle' } as const;
  painter.text(figure.columnLabel, x + width / 2, y + height + 33, label);
  painter.text(figure.rowLabel, x - 40, y + height / 2, { ...label, isTurned: true });
}
