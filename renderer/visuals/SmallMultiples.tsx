import { useMemo } from 'react';
import { type CurveSet, curveBand, curveRanges } from './curves.ts';
import type { Drawing } from './painter.ts';
import { type SmallCurves, smallCurve } from './small-curve.ts';
import { Thumbnail } from './Thumbnail.tsx';
import { TileGrid } from './TileGrid.tsx';
import { type ScaleKind, valueScale } from './value-scale.ts';

interface SmallMultiplesProps {
  readonly label: string;
  readonly curves: CurveSet;
  readonly scale: ScaleKind;
  readonly nameOf: (curve: number) => string;
  readonly onChoose: (curve: number) => void;
}

/** Every curve in a picture of its own, all in the same axes and over the median of all. */
export function SmallMultiples({ label, curves, scale, nameOf, onChoose }: SmallMultiplesProps) {
  const common = useMemo((): SmallCurves | undefined => {
    const ranges = curveRanges(curves);
    if (ranges === undefined) return undefined;
    const least = ranges.leastPositiveY;
    const yRange =
      scale === 'log' && Number.isFinite(least) ? { min: least, max: ranges.y.max } : ranges.y;
    return {
      curves,
      x: valueScale('linear', ranges.x),
      y: valueScale(scale, yRange),
      ranges: { ...ranges, y: yRange },
      band: curves.count > 2 ? curveBand(curves, ranges.x) : undefined,
    };
  }, [curves, scale]);
  const drawingOf = useMemo(
    () => (common === undefined ? undefined : drawingsOf(common)),
    [common],
  );
  if (drawingOf === undefined) return null;
  return (
    <TileGrid
      label={label}
      count={curves.count}
      tileWidthPx={190}
      tileHeightPx={132}
      nameOf={nameOf}
      render={(curve) => <Thumbnail label={nameOf(curve)} draw={drawingOf(curve)} />}
      onChoose={onChoose}
    />
  );
}

/** A drawing for each curve, made once: a tile is only drawn anew when it changes. */
function drawingsOf(common: SmallCurves): (curve: number) => Drawing {
  const made = new Map<number, Drawing>();
  return (curve) => {
    const known = made.get(curve) ?? smallCurve(common, curve);
    made.set(curve, known);
    return known;
  };
}
