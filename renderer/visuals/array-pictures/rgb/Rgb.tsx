import { useMemo } from 'react';
import { planeOf } from '../../array-plane.ts';
import { PlaneChart } from '../../PlaneChart.tsx';
import type { PlaneFigure } from '../../plane-drawing.ts';
import { planeFacts } from '../../plane-facts.ts';
import type { PictureProps } from '../picture.ts';
import { dimsOf, planeFigure } from '../plane-picture.ts';
import { colourScale, rgbImage, rgbQuantity } from './rgb-image.ts';

/** An image: the last dimension holds red, green and blue. */
export function Rgb({ subject, view, windows, onDrawn }: PictureProps) {
  const { slice, look } = view;
  const { shape, dtypeName } = subject.info;
  const [window] = windows;
  const figure = useMemo((): PlaneFigure | undefined => {
    if (window === undefined) return undefined;
    const quantity = rgbQuantity(subject);
    const dims = dimsOf(shape, { slice }, quantity);
    const plane = planeOf(window, shape, dims, quantity);
    const isTransposed = (dims.rowDim ?? 0) > (dims.columnDim ?? 0);
    const image = rgbImage(
      plane,
      window.numbers ?? [],
      quantity.parts,
      colourScale(dtypeName),
      isTransposed,
      look.isFlipped,
    );
    const shown = { plane, facts: planeFacts(plane) };
    return { ...planeFigure(look, undefined, shown, dims), image, hasBar: false };
  }, [window, subject, shape, dtypeName, slice, look]);
  if (figure === undefined) return null;
  return <PlaneChart label={`Image of ${subject.name}`} figure={figure} onDrawn={onDrawn} />;
}
