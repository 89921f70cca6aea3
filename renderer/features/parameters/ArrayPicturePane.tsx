import { useEffect, useMemo, useRef } from 'react';
import type { ArrayWindow } from '../../../shared/contract/values.ts';
import { type ArraySource, useArrayStatistics, useArrayWindows } from '../../queries/arrays.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { FootBar, FootHint, Section } from '../../ui/Layout.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import type { ArrayPicture, ArrayView } from '../../visuals/array-pictures/picture.ts';
import { dimsOf } from '../../visuals/array-pictures/plane-picture.ts';
import { planeOf, touchedChunks } from '../../visuals/array-plane.ts';
import type { DrawnFigure } from '../../visuals/Figure.tsx';
import { type ArraySubject, isCategorical, type Quantity } from '../../visuals/quantities.ts';
import styles from './ArrayPane.module.css';
import { type ShownSlice, withoutSteps } from './shown-slice.ts';

/** Arrays up to this are read whole, so that colours mean the same in every slice from the start. */
const READ_WHOLE_BYTES = 32_000_000;
/** From here on it is said how little is read. */
const LARGE_BYTES = 100_000_000;

interface ArrayPicturePaneProps {
  readonly source: ArraySource;
  readonly subject: ArraySubject;
  readonly picture: ArrayPicture;
  readonly quantity: Quantity;
  readonly view: ArrayView;
  readonly onView: (view: ArrayView) => void;
  readonly onDrawn: (figure: DrawnFigure | undefined) => void;
  readonly onSlice: (slice: ShownSlice) => void;
}

/** A picture with what it needs of the array; only the chunks of its planes are read. */
export function ArrayPicturePane(props: ArrayPicturePaneProps) {
  const { source, subject, picture, quantity, view } = props;
  const { onView, onDrawn } = props;
  const { info } = subject;
  const selections = useMemo(
    () => picture.selectionsOf(subject, view, quantity),
    [picture, subject, view, quantity],
  );
  const answers = useArrayWindows(source, selections);
  const shown = useLatest(
    answers.map(({ window }) => window),
    view,
    quantity,
  );
  const error = answers.find((answer) => answer.error !== undefined)?.error;

  const whole = useMemo(
    () => info.shape.map((stop) => ({ start: 0, stop, step: 1 })),
    [info.shape],
  );
  const isPlain = quantity.id === 'value';
  const statistics = useArrayStatistics(source, whole, {
    isEnabled:
      isPlain &&
      picture.hasColours &&
      !isCategorical(subject) &&
      info.sizeBytes <= READ_WHOLE_BYTES,
  });
  useShownSlice(props, shown, selections[0]);

  const { touched, total } = touchedOf(info, selections);
  if (error !== undefined) {
    return (
      <Section>
        <ErrorNote error={error} />
      </Section>
    );
  }
  return (
    <>
      <div className={styles.picture}>
        {shown === undefined ? (
          <div className={styles.waiting}>
            <ProgressNote progress={undefined} phase="Reading the slice" />
          </div>
        ) : (
          <picture.Component
            subject={subject}
            quantity={shown.quantity}
            view={shown.view}
            onView={onView}
            windows={shown.windows}
            wholeRange={isPlain ? statistics.data?.moments : undefined}
            onDrawn={onDrawn}
          />
        )}
      </div>
      <FootBar>
        <span>
          {info.sizeBytes > LARGE_BYTES && `This value is ${formatBytes(info.sizeBytes)}. `}
          {`${formatCount(touched)} of ${formatCount(total)} chunks read.`}
          {stepWords(selections)}
        </span>
        <FootHint>Arrow keys move a cursor over the values</FootHint>
      </FootBar>
    </>
  );
}

interface Shown {
  readonly windows: readonly ArrayWindow[];
  readonly view: ArrayView;
  readonly quantity: Quantity;
}

/** What was asked for, once all of it is there; until then what was before, so nothing flickers. */
function useLatest(
  windows: readonly (ArrayWindow | undefined)[],
  view: ArrayView,
  quantity: Quantity,
): Shown | undefined {
  const latest = useRef<Shown>();
  const there = windows.filter((window) => window !== undefined);
  if (there.length < windows.length) return latest.current;
  const old = latest.current;
  const areSame =
    old?.windows.length === there.length && there.every((one, at) => one === old.windows[at]);
  if (!areSame || old?.view !== view || old.quantity !== quantity) {
    latest.current = { windows: areSame && old ? old.windows : there, view, quantity };
  }
  return latest.current;
}

function useShownSlice(
  { subject, picture, onSlice }: ArrayPicturePaneProps,
  shown: Shown | undefined,
  asked: ShownSlice['selection'] | undefined,
): void {
  const { shape } = subject.info;
  useEffect(() => {
    if (asked === undefined) return;
    const selection = withoutSteps(asked);
    const window = shown?.windows[0];
    const isMade = picture.axes !== 'none' && picture.hasQuantities;
    if (!isMade || shown === undefined || shown.quantity.id === 'value' || window === undefined) {
      onSlice({ selection });
      return;
    }
    const { view, quantity } = shown;
    const { values, mask } = planeOf(window, shape, dimsOf(shape, view, quantity), quantity);
    const { label, unit } = quantity;
    onSlice({ selection, made: { label, unit, values, mask } });
  }, [onSlice, asked, shown, shape, picture]);
}

function touchedOf(
  { shape, chunks }: ArraySubject['info'],
  selections: readonly ShownSlice['selection'][],
): { readonly touched: number; readonly total: number } {
  const all = selections.map((selection) => touchedChunks(shape, chunks, selection));
  const total = all[0]?.total ?? 0;
  const touched = all.reduce((sum, one) => sum + one.touched, 0);
  return { touched: Math.min(touched, total), total };
}

function stepWords(selections: readonly ShownSlice['selection'][]): string {
  const steps = selections.flat().map((part) => (typeof part === 'number' ? 1 : part.step));
  const step = Math.max(1, ...steps);
  return step === 1
    ? ''
    : ` Reduced: every ${step}${step === 2 ? 'nd' : step === 3 ? 'rd' : 'th'} value is shown.`;
}
