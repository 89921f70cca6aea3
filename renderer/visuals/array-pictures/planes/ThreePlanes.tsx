import { useMemo } from 'react';
import type { ArraySlice } from '../../array-slice.ts';
import { PlaneChart } from '../../PlaneChart.tsx';
import type { PlaneFigure } from '../../plane-drawing.ts';
import type { PictureProps } from '../picture.ts';
import {
  dimsOf,
  planeFigure,
  type ShownPlane,
  shownPlane,
  usePlaneColours,
} from '../plane-picture.ts';
import styles from './ThreePlanes.module.css';
import { voxelPlanes } from './voxel-planes.ts';

/** Three planes through one voxel; a click in one moves the others there. */
export function ThreePlanes(props: PictureProps) {
  const { subject, view, quantity, windows, onView, onDrawn } = props;
  const { shape } = subject.info;
  const { slice, look } = view;
  const planes = useMemo(() => voxelPlanes(slice), [slice]);
  const shown = useMemo(
    () =>
      planes.flatMap((plane, at): ShownPlane[] => {
        const window = windows[at];
        if (window === undefined) return [];
        return [shownPlane(window, shape, dimsOf(shape, { slice: plane }, quantity), quantity)];
      }),
    [planes, windows, shape, quantity],
  );
  const colours = usePlaneColours(props, shown);
  const figures = useMemo(
    () =>
      shown.flatMap((one, at): PlaneFigure[] => {
        const plane = planes[at];
        if (plane === undefined) return [];
        const dims = dimsOf(shape, { slice: plane }, quantity);
        const figure = planeFigure(look, quantity.unit, one, dims);
        return [{ ...figure, colours, hasBar: at === 0 }];
      }),
    [shown, planes, shape, quantity, colours, look],
  );
  const move = (plane: ArraySlice, row: number, column: number, step: number): void => {
    const at = slice.at.map((position, dim) => {
      if (dim === plane.rowDim) return row * step;
      return dim === plane.columnDim ? column * step : position;
    });
    onView({ ...view, slice: { ...slice, at } });
  };
  return (
    <div className={styles.planes}>
      {figures.map((figure, at) => {
        const plane = planes[at];
        if (plane?.rowDim === undefined || plane.columnDim === undefined) return null;
        const cross = {
          row: Math.floor((slice.at[plane.rowDim] ?? 0) / figure.step),
          column: Math.floor((slice.at[plane.columnDim] ?? 0) / figure.step),
        };
        return (
          <div key={`${plane.rowDim} ${plane.columnDim}`} className={styles.plane}>
            <PlaneChart
              label={`Plane of ${subject.name} along dimensions ${plane.rowDim} and ${plane.columnDim}`}
              figure={figure}
              cross={cross}
              onPick={({ row, column }) => move(plane, row, column, figure.step)}
              onDrawn={at === 0 ? onDrawn : undefined}
            />
          </div>
        );
      })}
      <VoxelKey figure={figures[0]} at={slice.at} />
    </div>
  );
}

/** The voxel where the planes meet. */
function VoxelKey({
  figure,
  at,
}: {
  readonly figure: PlaneFigure | undefined;
  readonly at: readonly number[];
}) {
  if (figure === undefined) return null;
  const row = Math.floor((at[0] ?? 0) / figure.step);
  const column = Math.floor((at[1] ?? 0) / figure.step);
  return (
    <div className={styles.key}>
      <dl>
        <dt>Voxel</dt>
        <dd>
          <code>[{at.slice(0, 3).join(', ')}]</code>
        </dd>
        <dt>Value</dt>
        <dd>
          <code>{figure.plane.textOf(row, column)}</code>
        </dd>
      </dl>
      <p>A click in one plane moves the other two. Arrow keys move a cursor, Enter goes there.</p>
    </div>
  );
}
