import { useCallback, useMemo, useState } from 'react';
import { type ArraySource, useArrayStatistics } from '../../queries/arrays.ts';
import { ChipMenu } from '../../ui/ChipMenu.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { PaneBar } from '../../ui/PaneBar.tsx';
import { Segments } from '../../ui/Segments.tsx';
import type { ArrayPicture, ArrayView } from '../../visuals/array-pictures/picture.ts';
import { picturesOf, TABLE } from '../../visuals/array-pictures/registry.ts';
import { firstSlice, sliceSize, withinDims } from '../../visuals/array-slice.ts';
import type { DrawnFigure } from '../../visuals/Figure.tsx';
import { FIRST_LOOK } from '../../visuals/plane-look.ts';
import { type ArraySubject, isCategorical, quantitiesOf } from '../../visuals/quantities.ts';
import { ArrayDims } from './ArrayDims.tsx';
import styles from './ArrayPane.module.css';
import { ArrayPicturePane } from './ArrayPicturePane.tsx';
import { ArrayTablePane } from './ArrayTablePane.tsx';
import { subjectKey } from './array-subject.ts';
import { changeView, choosePicture, useArrayLook } from './array-view-store.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { LookControls } from './LookControls.tsx';
import { type ShownSlice, sliceSelection } from './shown-slice.ts';
import { shapeText } from './value-words.ts';

interface ArrayPaneProps {
  readonly source: ArraySource;
  readonly subject: ArraySubject;
  /** Told what is shown, for its statistics. */
  readonly onSlice: (slice: ShownSlice) => void;
}

/** An array as a table, or as one of the pictures that suit it. */
export function ArrayPane({ source, subject, onSlice }: ArrayPaneProps) {
  const { info } = subject;
  const { shape } = info;
  const key = subjectKey(source.workflowId, subject);
  const look = useArrayLook(key);
  const { pictures, first } = useMemo(() => picturesOf(subject), [subject]);
  const isThere = look.picture === TABLE || pictures.some(({ id }) => id === look.picture);
  const id = isThere && look.picture !== undefined ? look.picture : first;
  const picture = pictures.find((one) => one.id === id);
  const chosen = useMemo(
    () => look.views[id] ?? firstView(subject, picture),
    [look.views, id, subject, picture],
  );
  const quantities = picture?.quantitiesOf?.(subject) ?? quantitiesOf(subject);
  const quantity = quantities.find((one) => one.id === chosen.quantity) ?? quantities[0];
  const placeCount = shape.length - componentDims(picture, quantity?.componentDims ?? 0);
  const view = useMemo((): ArrayView => {
    if (picture === undefined || picture.axes === 'none') return chosen;
    return { ...chosen, slice: withinDims(chosen.slice, placeCount, picture.axes) };
  }, [chosen, picture, placeCount]);
  const onView = useCallback((next: ArrayView) => changeView(key, id, next), [key, id]);
  const [drawn, setDrawn] = useState<DrawnFigure>();
  const selection = useMemo(() => sliceSelection(shape, view.slice), [shape, view.slice]);
  // Not asked for here: the statistics beside the picture have read them.
  const statistics = useArrayStatistics(source, selection, {
    isEnabled: false,
  });

  const isEmpty = sliceSize(shape, view.slice).includes(0);
  if (isEmpty || quantity === undefined) {
    return (
      <Empty title="An empty array">Its shape is {shapeText(shape)}: there are no values.</Empty>
    );
  }
  return (
    <div className={styles.pane}>
      <PaneBar
        end={<ExportMenu source={source} subject={subject} slice={view.slice} drawn={drawn} />}
      >
        {pictures.length > 0 && (
          <Segments
            label="Picture"
            size="small"
            options={[{ value: TABLE, label: 'Table' }, ...pictures.map(optionOf)]}
            value={id}
            onChange={(next) => choosePicture(key, next)}
          />
        )}
        {picture?.hasQuantities === true && quantities.length > 1 && (
          <ChipMenu
            name="Quantity"
            value={quantity.label}
            items={quantities.map((one) => ({
              id: one.id,
              label: one.label,
              isCurrent: one === quantity,
              onChoose: () => onView({ ...view, quantity: one.id }),
            }))}
          />
        )}
        {picture !== undefined && (picture.hasColours || picture.axes === 'line') && (
          <LookControls
            look={view.look}
            quantity={quantity}
            isCategorical={isCategorical(subject)}
            hasColours={picture.hasColours}
            known={quantity.id === 'value' ? statistics.data?.moments : undefined}
            onChange={(next) => onView({ ...view, look: next })}
          />
        )}
      </PaneBar>
      {placeCount > 1 && (
        <ArrayDims
          shape={shape}
          componentDims={shape.length - placeCount}
          axes={picture?.axes ?? 'plane'}
          slice={view.slice}
          onChange={(slice) => onView({ ...view, slice })}
        />
      )}
      {picture === undefined ? (
        <ArrayTablePane source={source} info={info} slice={view.slice} onSlice={onSlice} />
      ) : (
        <ArrayPicturePane
          key={picture.id}
          source={source}
          subject={subject}
          picture={picture}
          quantity={quantity}
          view={view}
          onView={onView}
          onDrawn={setDrawn}
          onSlice={onSlice}
        />
      )}
    </div>
  );
}

const optionOf = ({ id, label }: ArrayPicture) => ({ value: id, label });

/** An image takes its colours whole, whatever quantity was chosen elsewhere. */
function componentDims(picture: ArrayPicture | undefined, ofQuantity: number): number {
  if (picture === undefined) return 0;
  return picture.hasQuantities ? ofQuantity : 1;
}

function firstView(subject: ArraySubject, picture: ArrayPicture | undefined): ArrayView {
  const [quantity] = quantitiesOf(subject);
  return {
    slice: picture?.firstSlice(subject) ?? firstSlice(subject.info.shape),
    quantity: quantity?.id ?? '',
    look: FIRST_LOOK,
  };
}
