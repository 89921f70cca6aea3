import { useCallback, useMemo, useState } from 'react';
import { elementsIn, parseRanges } from '../../../../shared/model/element-ranges.ts';
import { useArraysAcross } from '../../../queries/comparison.ts';
import { usePlace } from '../../../queries/workflow-place.ts';
import { ChipMenu } from '../../../ui/ChipMenu.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { formatCounted } from '../../../ui/format.ts';
import { Section } from '../../../ui/Layout.tsx';
import { ProgressNote } from '../../../ui/ProgressNote.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import { COLOUR_MAPS, colourMap } from '../../../visuals/colour-maps.ts';
import { joined } from '../../../visuals/plane-facts.ts';
import { FIRST_LOOK, type LookChoice, mapFor } from '../../../visuals/plane-look.ts';
import { isCategorical, quantitiesOf } from '../../../visuals/quantities.ts';
import { NoPicture, TileGrid } from '../../../visuals/TileGrid.tsx';
import { tickText, type ValueRange } from '../../../visuals/value-scale.ts';
import { arraySubject } from '../array-subject.ts';
import type { IterationChoice } from '../iteration-choice.ts';
import type { ValuePlace } from '../value-place.ts';
import type { AcrossMode } from './across-store.ts';
import styles from './FieldGallery.module.css';
import { FieldTile } from './FieldTile.tsx';
import { tilePlan } from './field-tile.ts';

interface FieldGalleryProps {
  readonly workflowId: string;
  readonly choice: IterationChoice;
  readonly place: ValuePlace;
  readonly name: string;
  readonly mode: Exclude<AcrossMode, 'one'>;
  /** Iterations of this element only. */
  readonly element: number | undefined;
  readonly onGo: (element: number, iteration: number) => void;
}

/** The same field of all elements or iterations as thumbnails; each leads to its own. */
export function FieldGallery(props: FieldGalleryProps) {
  const { workflowId, choice, place, name, mode, element, onGo } = props;
  const { address } = usePlace();
  const [look, setLook] = useState<LookChoice>(FIRST_LOOK);
  const [isShared, setShared] = useState(true);
  const [seen, setSeen] = useState<ValueRange>();
  const [quantityId, setQuantity] = useState<string>();
  const arrays = useArraysAcross({
    workflowId,
    taskInsertId: choice.task?.insertId ?? 0,
    place: { entry: place.entry, path: place.path },
    iterations: mode === 'elements' ? 'final' : 'all',
    ...(element === undefined ? {} : { element }),
  });
  const { data } = arrays;
  const { elements: chosen, task } = address;
  const rows = useMemo(() => {
    if (data === undefined) return [];
    const all = [...data.codes.keys()].filter((row) => (data.codes[row] ?? -1) >= 0);
    const ranges =
      chosen === undefined || task !== choice.task?.insertId ? undefined : parseRanges(chosen);
    if (ranges === undefined) return all;
    const wanted = new Set(elementsIn(ranges, choice.elementCount));
    return all.filter((row) => wanted.has(data.elements[row] ?? -1));
  }, [data, chosen, task, choice]);
  const infos = data?.infos;
  const [firstInfo] = infos ?? [];
  const subject = useMemo(
    () => (firstInfo === undefined ? undefined : arraySubject(place, firstInfo)),
    [place, firstInfo],
  );
  const quantities = useMemo(() => (subject === undefined ? [] : quantitiesOf(subject)), [subject]);
  const quantity = quantities.find(({ id }) => id === quantityId) ?? quantities[0];
  const plans = useMemo(
    () =>
      subject === undefined || quantity === undefined
        ? []
        : (infos ?? []).map((info) => tilePlan(subject, info, quantity)),
    [infos, subject, quantity],
  );
  const onRange = useCallback(
    (range: ValueRange) =>
      setSeen((old) => {
        const next = joined(old, range);
        return next?.min === old?.min && next?.max === old?.max ? old : next;
      }),
    [],
  );
  if (arrays.error !== undefined) {
    return (
      <Section>
        <ErrorNote error={arrays.error} onRetry={arrays.refetch} />
      </Section>
    );
  }
  if (data === undefined) {
    return (
      <Section>
        <ProgressNote
          progress={arrays.progress}
          phase="Looking for arrays"
          onCancel={arrays.cancel}
        />
      </Section>
    );
  }
  if (
    subject === undefined ||
    quantity === undefined ||
    plans.every((plan) => plan === undefined)
  ) {
    return (
      <Empty title="Nothing to draw">
        Curves are drawn of numbers, lists of numbers, and arrays that are long in one dimension;
        thumbnails of arrays with more. Choose such a part of the value in the tree.
      </Empty>
    );
  }
  const nameOf = (tile: number): string => {
    const row = rows[tile] ?? 0;
    const of = `element ${data.elements[row] ?? 0}`;
    return mode === 'elements' ? of : `${of}, iteration ${data.iterations[row] ?? 0}`;
  };
  const isImage = plans.some((plan) => plan?.isImage === true);
  const areCurves = plans.every((plan) => plan === undefined || plan.isCurve);
  const hasColours = !isImage && !areCurves;
  const map = mapFor(look, quantity, isCategorical(subject));
  const isOrdered = hasColours && map !== 'categories';
  return (
    <>
      <div className={styles.bar}>
        <span>{formatCounted(rows.length, 'array')}</span>
        {!isImage && quantities.length > 1 && (
          <ChipMenu
            name="Quantity"
            value={quantity.label}
            items={quantities.map((one) => ({
              id: one.id,
              label: one.label,
              isCurrent: one === quantity,
              onChoose: () => {
                setSeen(undefined);
                setQuantity(one.id);
              },
            }))}
          />
        )}
        {hasColours && (
          <ChipMenu
            name="Colours"
            value={map}
            items={COLOUR_MAPS.map((one) => ({
              id: one.name,
              label: `${one.name}, ${one.kind}`,
              isCurrent: one.name === map,
              onChoose: () => setLook({ ...look, map: one.name }),
            }))}
          />
        )}
        {isOrdered && (
          <>
            <Segments
              label="Range of the colours"
              size="small"
              options={[
                { value: 'shared', label: 'One range' },
                { value: 'own', label: 'Own ranges' },
              ]}
              value={isShared ? 'shared' : 'own'}
              onChange={(next) => setShared(next === 'shared')}
            />
            {isShared && seen !== undefined && (
              <span className={styles.key} title="Range of the fields looked at so far">
                {tickText(seen.min)}
                <span
                  className={styles.ramp}
                  style={{
                    background: `linear-gradient(to right, ${colourMap(map)
                      .stops.map((stop) => `#${stop}`)
                      .join(', ')})`,
                  }}
                />
                {tickText(seen.max)}
              </span>
            )}
          </>
        )}
      </div>
      <TileGrid
        label={`${name} of ${formatCounted(rows.length, mode === 'elements' ? 'element' : 'iteration')} as thumbnails`}
        count={rows.length}
        tileWidthPx={168}
        tileHeightPx={176}
        nameOf={nameOf}
        onChoose={(tile) => {
          const row = rows[tile] ?? 0;
          onGo(data.elements[row] ?? 0, data.iterations[row] ?? 0);
        }}
        render={(tile) => {
          const row = rows[tile] ?? 0;
          const plan = plans[data.codes[row] ?? -1];
          if (plan === undefined) return <NoPicture>no picture</NoPicture>;
          return (
            <FieldTile
              key={`${row} ${quantity.id}`}
              workflowId={workflowId}
              parameter={data.parameters[row] ?? 0}
              path={place.path}
              name={nameOf(tile)}
              plan={plan}
              look={look}
              shared={isShared && isOrdered ? seen : undefined}
              onRange={onRange}
            />
          );
        }}
      />
    </>
  );
}
