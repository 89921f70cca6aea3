import { type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import { chartBox } from './chart-frame.ts';
import { type CurveFigure, curveAt, curveOver, curvesDrawing } from './curve-drawing.ts';
import { type CurveSet, curveBand, curveRanges, xOf } from './curves.ts';
import { asideClass, type DrawnFigure, Figure, type FigurePoint, FigureTip } from './Figure.tsx';
import { type ScaleKind, tickText, valueScale } from './value-scale.ts';

/** From so many curves on, their median and the band of 90 % are drawn. */
const LEAST_FOR_BAND = 10;

interface CurveChartProps {
  readonly label: string;
  readonly curves: CurveSet;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly scale: ScaleKind;
  readonly isXWhole?: boolean | undefined;
  readonly nameOf: (curve: number) => string;
  /** Every digit of a point. */
  readonly textOf: (curve: number, at: number) => string;
  readonly selected?: number | undefined;
  readonly onSelect?: ((curve: number) => void) | undefined;
  readonly onDrawn?: ((figure: DrawnFigure | undefined) => void) | undefined;
}

interface Pointed {
  readonly point: FigurePoint;
  readonly curve: number;
  readonly at: number;
}

/** Curves over a common axis: a few with colours and names, many with their median and band. */
export function CurveChart(props: CurveChartProps) {
  const { label, curves, xLabel, yLabel, scale, isXWhole, nameOf, textOf } = props;
  const { selected, onSelect, onDrawn } = props;
  const [pointed, setPointed] = useState<Pointed>();

  const figure = useMemo((): CurveFigure | undefined => {
    const ranges = curveRanges(curves);
    if (ranges === undefined) return undefined;
    const least = ranges.leastPositiveY;
    const yRange =
      scale === 'log' && Number.isFinite(least) ? { min: least, max: ranges.y.max } : ranges.y;
    return {
      curves,
      axes: {
        x: valueScale('linear', ranges.x),
        y: valueScale(scale, yRange),
        xLabel,
        yLabel,
        isXWhole,
      },
      nameOf,
      ...(curves.count >= LEAST_FOR_BAND ? { band: curveBand(curves, ranges.x) } : {}),
    };
  }, [curves, xLabel, yLabel, scale, isXWhole, nameOf]);
  const draw = useMemo(() => (figure === undefined ? undefined : curvesDrawing(figure)), [figure]);
  const over = useMemo(
    () => (figure === undefined ? undefined : curveOver(figure, selected, pointed?.curve)),
    [figure, selected, pointed?.curve],
  );
  const onPoint = useCallback(
    (point: FigurePoint | undefined) => {
      if (figure === undefined || point === undefined) return setPointed(undefined);
      const found = curveAt(figure, chartBox(point.size), point.x, point.y);
      setPointed(found === undefined ? undefined : { point, ...found });
    },
    [figure],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || onSelect === undefined) return;
    event.preventDefault();
    onSelect(Math.min(curves.count - 1, Math.max(0, (selected ?? -step) + step)));
  };

  if (figure === undefined || draw === undefined) return null;
  return (
    <Figure
      label={label}
      draw={draw}
      over={over}
      onPoint={onPoint}
      onPick={
        onSelect === undefined
          ? undefined
          : (point) => {
              const found = curveAt(figure, chartBox(point.size), point.x, point.y);
              if (found !== undefined) onSelect(found.curve);
            }
      }
      onKeyDown={onKeyDown}
      onDrawn={onDrawn}
    >
      {pointed !== undefined && (
        <FigureTip x={pointed.point.x} y={pointed.point.y} size={pointed.point.size}>
          <strong>{textOf(pointed.curve, pointed.at)}</strong>{' '}
          <span className={asideClass}>at {tickText(xOf(curves, pointed.curve, pointed.at))}</span>
          {curves.count > 1 && <div className={asideClass}>{nameOf(pointed.curve)}</div>}
        </FigureTip>
      )}
    </Figure>
  );
}
