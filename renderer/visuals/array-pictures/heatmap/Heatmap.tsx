import { useMemo } from 'react';
import { PlaneChart } from '../../PlaneChart.tsx';
import type { PlaneFigure } from '../../plane-drawing.ts';
import type { PictureProps } from '../picture.ts';
import { dimsOf, planeFigure, shownPlane, usePlaneColours } from '../plane-picture.ts';

/** Two dimensions as coloured cells. */
export function Heatmap(props: PictureProps) {
  const { subject, view, quantity, windows, onDrawn } = props;
  const { shape } = subject.info;
  const [window] = windows;
  const { slice } = view;
  const dims = useMemo(() => dimsOf(shape, { slice }, quantity), [shape, slice, quantity]);
  const shown = useMemo(
    () => (window === undefined ? [] : [shownPlane(window, shape, dims, quantity)]),
    [window, shape, dims, quantity],
  );
  const colours = usePlaneColours(props, shown);
  const [plane] = shown;
  const { look } = view;
  const { unit } = quantity;
  const figure = useMemo((): PlaneFigure | undefined => {
    if (plane === undefined) return undefined;
    return { ...planeFigure(look, unit, plane, dims), colours, hasBar: true };
  }, [plane, dims, colours, look, unit]);
  if (figure === undefined) return null;
  return (
    <PlaneChart
      label={`Heatmap of ${subject.name}, ${quantity.label.toLowerCase()}, ${figure.plane.rowCount} by ${figure.plane.columnCount} cells`}
      figure={figure}
      onDrawn={onDrawn}
    />
  );
}
