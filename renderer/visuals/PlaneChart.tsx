import { type KeyboardEvent, useMemo, useState } from 'react';
import { asideClass, type DrawnFigure, Figure, type FigurePoint, FigureTip } from './Figure.tsx';
import { float64Text } from './number-text.ts';
import type { Drawing, FigureSize } from './painter.ts';
import {
  cellAtPoint,
  cellBox,
  type PlaneFigure,
  planeDrawing,
  planeLayout,
} from './plane-drawing.ts';

interface Cell {
  readonly row: number;
  readonly column: number;
}

interface PlaneChartProps {
  readonly label: string;
  readonly figure: PlaneFigure;
  /** Where other planes cut this one. */
  readonly cross?: Cell | undefined;
  readonly onPick?: ((cell: Cell) => void) | undefined;
  readonly onDrawn?: ((figure: DrawnFigure | undefined) => void) | undefined;
}

/** A plane of values as coloured cells. Pointer and arrow keys tell each cell's index and value. */
export function PlaneChart({ label, figure, cross, onPick, onDrawn }: PlaneChartProps) {
  const [cursor, setCursor] = useState<Cell>();
  const [size, setSize] = useState<FigureSize>();
  const draw = useMemo(() => planeDrawing(figure), [figure]);
  const over = useMemo(() => overDrawing(figure, cursor, cross), [figure, cursor, cross]);
  const { rowCount, columnCount } = figure.plane;
  const cell =
    cursor !== undefined && cursor.row < rowCount && cursor.column < columnCount
      ? cursor
      : undefined;

  const cellOfPoint = (point: FigurePoint): Cell | undefined =>
    cellAtPoint(planeLayout(point.size, figure), figure, point.x, point.y);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEPS[event.key];
    if (event.key === 'Escape') setCursor(undefined);
    if (event.key === 'Enter' && cell !== undefined) onPick?.(cell);
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const [down, along] = step;
    const box = event.currentTarget;
    setSize({ widthPx: box.clientWidth, heightPx: box.clientHeight });
    setCursor((old) => ({
      row: clamp((old?.row ?? 0) + (figure.isFlipped ? -down : down), rowCount),
      column: clamp((old?.column ?? 0) + along, columnCount),
    }));
  };
  return (
    <Figure
      label={label}
      draw={draw}
      over={over}
      onPoint={(point) => {
        setSize(point?.size);
        setCursor(point === undefined ? undefined : cellOfPoint(point));
      }}
      onPick={
        onPick === undefined
          ? undefined
          : (point) => {
              const picked = cellOfPoint(point);
              if (picked !== undefined) onPick(picked);
            }
      }
      onKeyDown={onKeyDown}
      onDrawn={onDrawn}
    >
      {cell !== undefined && size !== undefined && (
        <CellTip figure={figure} cell={cell} size={size} />
      )}
      <span className="visually-hidden" aria-live="polite">
        {cell === undefined ? '' : cellWords(figure, cell)}
      </span>
    </Figure>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function clamp(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value));
}

interface CellText {
  readonly value: string;
  readonly index: string;
  /** Items the value was made of. */
  readonly items?: string | undefined;
}

function cellText({ plane, unit }: PlaneFigure, { row, column }: Cell): CellText {
  const at = row * plane.columnCount + column;
  const raw = plane.textOf(row, column);
  const isMade = raw.startsWith('[') || raw.endsWith('j)') || raw.endsWith('j');
  const made = float64Text(plane.values[at] ?? Number.NaN);
  const value = plane.mask?.[at] === 1 ? 'masked' : isMade ? made : raw;
  return {
    value: unit === undefined || value === 'masked' ? value : `${value} ${unit}`,
    index: `[${plane.indexOf(row, column).join(', ')}]`,
    ...(isMade ? { items: raw } : {}),
  };
}

function cellWords(figure: PlaneFigure, cell: Cell): string {
  const { value, index, items } = cellText(figure, cell);
  return `${value} at ${index}${items === undefined ? '' : `, from ${items}`}`;
}

function CellTip({
  figure,
  cell,
  size,
}: {
  readonly figure: PlaneFigure;
  readonly cell: Cell;
  readonly size: FigureSize;
}) {
  const { value, index, items } = cellText(figure, cell);
  const box = cellBox(planeLayout(size, figure), figure, cell.row, cell.column);
  return (
    <FigureTip x={box.x + box.width} y={box.y + box.height} size={size}>
      <strong>{value}</strong> <span className={asideClass}>at</span> <code>{index}</code>
      {items !== undefined && (
        <div>
          <span className={asideClass}>from</span> <code>{items}</code>
        </div>
      )}
    </FigureTip>
  );
}

/** The cursor, and the lines where other planes cut. */
function overDrawing(
  figure: PlaneFigure,
  cursor: Cell | undefined,
  cross: Cell | undefined,
): Drawing {
  return (painter, size, theme) => {
    const layout = planeLayout(size, figure);
    if (cross !== undefined) {
      const { x, y, width, height } = cellBox(layout, figure, cross.row, cross.column);
      const [middleX, middleY] = [x + width / 2, y + height / 2];
      const lines = [
        [middleX, layout.y, middleX, layout.y + layout.height],
        [layout.x, middleY, layout.x + layout.width, middleY],
      ];
      for (const line of lines) {
        painter.line(line, { stroke: '#000000', lineWidth: 2.5, opacity: 0.6 });
        painter.line(line, { stroke: theme.accent, lineWidth: 1.25 });
      }
    }
    if (cursor === undefined) return;
    const box = cellBox(layout, figure, cursor.row, cursor.column);
    const ring = { x: box.x - 1, y: box.y - 1, width: box.width + 2, height: box.height + 2 };
    painter.rect(ring, { stroke: '#000000', lineWidth: 3 });
    painter.rect(ring, { stroke: '#ffffff', lineWidth: 1.25 });
  };
}
