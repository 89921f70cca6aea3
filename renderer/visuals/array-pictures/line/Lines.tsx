import { useCallback, useMemo, useState } from 'react';
import { planeOf } from '../../array-plane.ts';
import { CurveChart } from '../../CurveChart.tsx';
import { evenCurves } from '../../curves.ts';
import { float64Text } from '../../number-text.ts';
import type { PictureProps } from '../picture.ts';
import { dimsOf } from '../plane-picture.ts';

/** Values along one dimension; another one gives further curves. */
export function Lines({ subject, view, quantity, windows, onDrawn }: PictureProps) {
  const { shape } = subject.info;
  const [window] = windows;
  const { slice, look } = view;
  const [selected, setSelected] = useState<number>();
  const dims = useMemo(() => dimsOf(shape, { slice }, quantity), [shape, slice, quantity]);
  const plane = useMemo(
    () => (window === undefined ? undefined : planeOf(window, shape, dims, quantity)),
    [window, shape, dims, quantity],
  );
  const curves = useMemo(() => {
    if (plane === undefined) return undefined;
    const { rowCount, columnCount, values, mask } = plane;
    const y = new Float64Array(values.length);
    for (let curve = 0; curve < columnCount; curve += 1) {
      for (let at = 0; at < rowCount; at += 1) {
        const from = at * columnCount + curve;
        y[curve * rowCount + at] = mask?.[from] === 1 ? Number.NaN : (values[from] ?? Number.NaN);
      }
    }
    return evenCurves(columnCount, rowCount, y);
  }, [plane]);
  const nameOf = useCallback(
    (curve: number) => (dims.columnDim === undefined ? subject.name : String(curve * dims.step)),
    [dims, subject.name],
  );
  const textOf = useCallback(
    (curve: number, at: number) => {
      const row = at - curve * (plane?.rowCount ?? 0);
      if (quantity.parts === 1 && plane !== undefined) return plane.textOf(row, curve);
      return float64Text(curves?.y[at] ?? Number.NaN);
    },
    [plane, curves, quantity],
  );
  if (curves === undefined) return null;
  const unit = quantity.unit === undefined ? '' : `, ${quantity.unit}`;
  const name = quantity.id === 'value' ? subject.name : `${quantity.label} of ${subject.name}`;
  return (
    <CurveChart
      label={`Line chart of ${subject.name}, ${curves.count} curves`}
      curves={curves}
      xLabel={
        dims.step === 1 ? `index along dimension ${dims.rowDim ?? 0}` : `every ${dims.step}th index`
      }
      yLabel={name + unit}
      scale={look.scale}
      isXWhole
      nameOf={nameOf}
      textOf={textOf}
      selected={selected}
      onSelect={curves.count > 1 ? setSelected : undefined}
      onDrawn={onDrawn}
    />
  );
}
