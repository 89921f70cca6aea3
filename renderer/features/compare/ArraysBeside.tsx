import { useMemo } from 'react';
import type { ArrayInfo, ArrayWindow, ValuePath } from '../../../shared/contract/values.ts';
import { useArrayWindows } from '../../queries/arrays.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { firstPlane } from '../../visuals/array-pictures/first-slice.ts';
import { type PlaneDims, planeSelection, stepFor } from '../../visuals/array-plane.ts';
import { CurveChart } from '../../visuals/CurveChart.tsx';
import { float64Text } from '../../visuals/number-text.ts';
import { PlaneChart } from '../../visuals/PlaneChart.tsx';
import { isCategorical, isDrawable, quantitiesOf } from '../../visuals/quantities.ts';
import styles from './BesidePanel.module.css';
import { besideCurves, besidePlanes } from './beside-figures.ts';

/** An array of an element. */
export interface BesideArray {
  readonly parameter: number;
  readonly element: number;
  readonly info: ArrayInfo;
}

interface ArraysBesideProps {
  readonly path: ValuePath;
  readonly label: string;
  readonly own: BesideArray;
  /** Absent: it has none, or it is the same. */
  readonly reference: BesideArray | undefined;
  /** Where they differ most: the plane that is shown goes through it. */
  readonly at: readonly number[] | undefined;
}

/** Two arrays in the same colours and what is between them, or two curves over each other. */
export function ArraysBeside({ path, label, own, reference, at }: ArraysBesideProps) {
  const { workflowId } = usePlace();
  const subject = useMemo(
    () => ({ name: label, path: label.toLowerCase(), info: own.info }),
    [label, own.info],
  );
  const [quantity] = quantitiesOf(subject);
  const dims = useMemo(
    () => (quantity === undefined ? undefined : dimsAt(subject, at, quantity)),
    [subject, at, quantity],
  );
  const isAlike = reference === undefined || own.info.shape.join() === reference.info.shape.join();
  const selections =
    dims === undefined || quantity === undefined || !isDrawable(subject)
      ? []
      : [planeSelection(own.info.shape, dims, quantity)];
  const [first] = useArrayWindows({ workflowId, parameter: own.parameter, path }, selections);
  const [second] = useArrayWindows(
    { workflowId, parameter: reference?.parameter ?? 0, path },
    reference === undefined || !isAlike ? [] : selections,
  );
  const error = first?.error ?? second?.error;
  if (error !== undefined) return <ErrorNote error={error} />;
  if (dims === undefined || quantity === undefined || selections.length === 0) {
    return <Empty title="No numbers to draw">Look at the values in Parameters.</Empty>;
  }
  if (!isAlike) {
    return (
      <Empty title="Their shapes differ">
        {own.info.shape.join(' × ')} beside {reference?.info.shape.join(' × ')}: look at each in
        Parameters.
      </Empty>
    );
  }
  const windows: { readonly array: BesideArray; readonly window: ArrayWindow | undefined }[] = [
    ...(reference === undefined ? [] : [{ array: reference, window: second?.window }]),
    { array: own, window: first?.window },
  ];
  const there = windows.flatMap(({ array, window }) =>
    window === undefined ? [] : [{ array, window }],
  );
  if (there.length < windows.length) return <Skeleton rows={6} label="Reading the arrays" />;
  if (dims.rowDim === undefined || dims.columnDim === undefined) {
    const curves = besideCurves(there, own.info.shape, dims, quantity);
    return (
      <div className={styles.side}>
        <div className={styles.picture}>
          <CurveChart
            label={`${label} of ${there.map(({ array }) => `element ${array.element}`).join(' and ')}`}
            curves={curves}
            xLabel="index"
            yLabel={label}
            scale="linear"
            isXWhole
            nameOf={(curve) => `element ${there[curve]?.array.element}`}
            textOf={(_, point) => float64Text(curves.y[point] ?? Number.NaN)}
          />
        </div>
      </div>
    );
  }
  return (
    <>
      {besidePlanes(there, own.info.shape, dims, quantity, isCategorical(subject)).map(
        ({ name, figure }) => (
          <div key={name} className={styles.side}>
            <h3 className={styles.name}>{name}</h3>
            <div className={styles.picture}>
              <PlaneChart label={`${label}: ${name}`} figure={figure} />
            </div>
          </div>
        ),
      )}
    </>
  );
}

/** The plane (or line) an array is first looked at by, through a place of it. */
function dimsAt(
  subject: Parameters<typeof firstPlane>[0],
  at: readonly number[] | undefined,
  quantity: Parameters<typeof stepFor>[2],
): PlaneDims {
  const { shape } = subject.info;
  const long = shape.flatMap((length, dim) => (length > 1 ? dim : []));
  const slice =
    long.length > 1
      ? firstPlane(subject)
      : { columnDim: undefined, rowDim: long[0] ?? 0, at: shape.map(() => 0) };
  const place = at?.length === shape.length ? at : slice.at;
  const dims = { rowDim: slice.rowDim, columnDim: slice.columnDim };
  return { ...dims, at: place, step: stepFor(shape, dims, quantity) };
}
