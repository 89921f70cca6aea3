import { useMemo } from 'react';
import { planeOf } from '../../array-plane.ts';
import { PlaneChart } from '../../PlaneChart.tsx';
import type { PlaneFigure } from '../../plane-drawing.ts';
import { planeFacts } from '../../plane-facts.ts';
import type { PictureProps } from '../picture.ts';
import { dimsOf, planeFigure } from '../plane-picture.ts';
import { ipfImage } from './ipf-image.ts';
import { drawIpfKey } from './ipf-key.ts';

/** Orientations by the crystal direction along a direction of the sample, with the triangle. */
export function Ipf({ subject, quantity, view, windows, onDrawn }: PictureProps) {
  const { slice, look } = view;
  const { shape } = subject.info;
  const [window] = windows;
  const figure = useMemo((): PlaneFigure | undefined => {
    if (window?.numbers === undefined) return undefined;
    const dims = dimsOf(shape, { slice }, quantity);
    const plane = planeOf(window, shape, dims, quantity);
    const image = ipfImage(window.numbers, plane.rowCount, plane.columnCount, dims, {
      isFlipped: look.isFlipped,
      quantity: quantity.id,
    });
    const shown = { plane, facts: planeFacts(plane) };
    return {
      ...planeFigure(look, quantity.unit, shown, dims),
      // One row of cells would be a line.
      keepsRatio: look.keepsRatio && plane.rowCount > 1,
      image,
      hasBar: true,
      drawKey: drawIpfKey,
    };
  }, [window, shape, slice, look, quantity]);
  if (figure === undefined) return null;
  return (
    <PlaneChart
      label={`Inverse pole figure colours of ${subject.name}, cubic, ${quantity.label.toLowerCase()}`}
      figure={figure}
      onDrawn={onDrawn}
    />
  );
}
