import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import { classNames } from '../ui/class-names.ts';
import { canvasPainter } from './canvas-painter.ts';
import styles from './Figure.module.css';
import type { Box, ChartTheme, Drawing, FigureSize } from './painter.ts';
import { useChartTheme } from './use-chart-theme.ts';
import { useElementSize } from './use-element-size.ts';

export interface FigurePoint {
  readonly x: number;
  readonly y: number;
  readonly size: FigureSize;
}

/** A figure as it stands on the screen: what is exported is what is seen. */
export interface DrawnFigure {
  readonly draw: Drawing;
  readonly size: FigureSize;
  readonly theme: ChartTheme;
}

interface FigureProps {
  /** What it shows, in words. */
  readonly label: string;
  /** Keep it while it draws the same: a new one is drawn at once. */
  readonly draw: Drawing;
  /** Drawn above, on a layer of its own that is cheap to draw anew. */
  readonly over?: Drawing | undefined;
  readonly onPoint?: ((point: FigurePoint | undefined) => void) | undefined;
  readonly onPick?: ((point: FigurePoint) => void) | undefined;
  /** A box that is drawn with the pointer, while it is and when it is done. */
  readonly onBrush?: ((box: Box, size: FigureSize, isDone: boolean) => void) | undefined;
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLElement>) => void) | undefined;
  readonly onDrawn?: ((figure: DrawnFigure | undefined) => void) | undefined;
  /** Over the picture: the note at the pointer. */
  readonly children?: ReactNode;
}

/** A picture on a canvas that fills its place, sharp at every zoom and in every theme. */
export function Figure(props: FigureProps) {
  const { label, draw, over, onPoint, onPick, onBrush, onKeyDown, onDrawn, children } = props;
  const [ref, size] = useElementSize<HTMLDivElement>();
  const theme = useChartTheme(ref);
  const { widthPx, heightPx } = size;

  useEffect(() => {
    if (theme === undefined || widthPx === 0 || heightPx === 0) return undefined;
    onDrawn?.({ draw, size: { widthPx, heightPx }, theme });
    return () => onDrawn?.(undefined);
  }, [onDrawn, draw, widthPx, heightPx, theme]);

  const brushStart = useRef<FigurePoint>();
  const pointOf = (event: PointerEvent<HTMLElement>): FigurePoint => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top, size };
  };
  return (
    <div
      ref={ref}
      className={styles.figure}
      role="application"
      aria-label={label}
      tabIndex={onKeyDown === undefined ? undefined : 0}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        const point = pointOf(event);
        onPoint?.(point);
        const box = boxBetween(brushStart.current, point);
        if (box !== undefined) onBrush?.(box, point.size, false);
      }}
      onPointerUp={(event) => {
        const start = brushStart.current;
        brushStart.current = undefined;
        if (start === undefined) return;
        const point = pointOf(event);
        const box = boxBetween(start, point);
        if (box === undefined) onPick?.(point);
        else onBrush?.(box, point.size, true);
      }}
      onPointerLeave={onPoint === undefined ? undefined : () => onPoint(undefined)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        if (onBrush === undefined) {
          onPick?.(pointOf(event));
          return;
        }
        event.currentTarget.setPointerCapture(event.pointerId);
        brushStart.current = pointOf(event);
      }}
    >
      {theme !== undefined && (
        <>
          <Layer draw={draw} size={size} theme={theme} label={label} />
          {over !== undefined && <Layer draw={over} size={size} theme={theme} isOver />}
        </>
      )}
      {children}
    </div>
  );
}

/** Shorter drags are clicks. */
const LEAST_BRUSH_PX = 5;

function boxBetween(start: FigurePoint | undefined, end: FigurePoint): Box | undefined {
  if (start === undefined) return undefined;
  const [width, height] = [Math.abs(end.x - start.x), Math.abs(end.y - start.y)];
  if (Math.max(width, height) < LEAST_BRUSH_PX) return undefined;
  return { x: Math.min(start.x, end.x), y: Math.min(start.y, end.y), width, height };
}

interface LayerProps {
  readonly draw: Drawing;
  readonly size: FigureSize;
  readonly theme: ChartTheme;
  readonly label?: string;
  readonly isOver?: boolean;
}

function Layer({ draw, size, theme, label, isOver = false }: LayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthPx, heightPx } = size;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return;
    const ratio = window.devicePixelRatio;
    element.width = Math.round(widthPx * ratio);
    element.height = Math.round(heightPx * ratio);
    if (widthPx === 0 || heightPx === 0) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(canvasPainter(context, theme.font), { widthPx, heightPx }, theme);
  }, [draw, widthPx, heightPx, theme]);
  return (
    <canvas
      ref={canvas}
      className={classNames(styles.canvas, isOver && styles.over)}
      {...(isOver ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}

interface FigureTipProps {
  readonly x: number;
  readonly y: number;
  readonly size: FigureSize;
  readonly children: ReactNode;
}

/** A note beside the pointer, kept inside the figure. */
export function FigureTip({ x, y, size, children }: FigureTipProps) {
  const isRight = x > size.widthPx / 2;
  const isLow = y > size.heightPx / 2;
  return (
    <div
      className={styles.tip}
      style={{
        ...(isRight ? { right: size.widthPx - x + 14 } : { left: x + 14 }),
        ...(isLow ? { bottom: size.heightPx - y + 12 } : { top: y + 12 }),
      }}
    >
      {children}
    </div>
  );
}

export const asideClass = styles.aside;
