import { ArrowRightLeft } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { Structure, Task } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { type LineDifferences, useArrayDifferences } from '../../queries/comparison.ts';
import { useElementCells, useElementColumns } from '../../queries/elements.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { FootBar, FootHint, Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { MatrixGrid } from '../../visuals/MatrixGrid.tsx';
import { BesidePanel } from './BesidePanel.tsx';
import { CompareCell } from './CompareCell.tsx';
import { FieldHead, PlaceHead } from './CompareHeads.tsx';
import styles from './ComparePage.module.css';
import type { CompareField } from './compare-fields.ts';
import type { ComparedPlaces } from './compared-places.ts';

export interface CompareTableProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly task: Task;
  readonly places: ComparedPlaces['places'];
  readonly fields: readonly CompareField[];
  /** Position of the place the others are held against. */
  readonly reference: number;
  /** Places are columns. */
  readonly isTransposed: boolean;
  readonly onTransposed: (isTransposed: boolean) => void;
  /** Also what does not differ. */
  readonly isWhole: boolean;
  readonly onWhole: (isWhole: boolean) => void;
  readonly notes: ReactNode;
}

const NO_KEYS: ReadonlySet<string> = new Set();

const isAllSame = (differences: LineDifferences | undefined): boolean =>
  differences !== undefined &&
  [...differences.values()].every(({ differing, note }) => differing === 0 && note === '');

interface Window {
  readonly fields: readonly [number, number];
  readonly places: readonly [number, number];
}

/** Places by fields, or the other way round; a cell opens beside the reference. */
export function CompareTable(props: CompareTableProps) {
  const { task, places, fields, reference, isTransposed, isWhole } = props;
  const { address, go } = usePlace();
  const [window, setWindow] = useState<Window>({ fields: [0, 0], places: [0, 0] });
  const [chosen, setChosen] = useState<{ readonly place: number; readonly field: string }>();
  const [same, setSame] = useState<ReadonlySet<string>>(NO_KEYS);
  const differing = useMemo(
    () => fields.filter(({ key, differs }) => differs && !same.has(key)),
    [fields, same],
  );
  const candidates = isWhole ? fields : differing;

  const inSight = candidates.slice(window.fields[0], window.fields[1]);
  const asked = inSight.flatMap(({ line }) => (line?.parameters === undefined ? [] : [line]));
  const answers = useArrayDifferences(asked, reference);
  const differencesOf = (field: CompareField) => {
    const at = field.line === undefined ? -1 : asked.indexOf(field.line);
    return at < 0 ? undefined : answers[at];
  };

  // Arrays that look alike and are equal leave the differences once they have been read.
  useEffect(() => {
    const found = fields.filter(
      ({ key, line }) =>
        line !== undefined &&
        !line.differs &&
        !same.has(key) &&
        isAllSame(answers[asked.indexOf(line)]),
    );
    if (found.length > 0) setSame((old) => new Set([...old, ...found.map(({ key }) => key)]));
  });

  const columns = useElementColumns(task.insertId).data?.columns;
  const named = useMemo(() => columns?.filter(({ isShown }) => isShown) ?? [], [columns]);
  const visible = places.slice(window.places[0], window.places[1]);
  const cells = useElementCells(
    task.insertId,
    visible.map(({ element }) => element),
    task.elementCount,
  );

  const onWindow = useCallback(
    (
      rows: { readonly start: number; readonly stop: number },
      across: { readonly start: number; readonly stop: number },
    ) => {
      const [ofPlaces, ofFields] = isTransposed ? [across, rows] : [rows, across];
      setWindow({
        places: [ofPlaces.start, ofPlaces.stop],
        fields: [ofFields.start, ofFields.stop],
      });
    },
    [isTransposed],
  );
  const place = (row: number, column: number): number => (isTransposed ? column : row);
  const field = (row: number, column: number): CompareField | undefined =>
    candidates[isTransposed ? row : column];
  const head = (at: number): ReactNode => {
    const one = places[at];
    if (one === undefined) return null;
    return (
      <PlaceHead
        structure={props.structure}
        index={props.index}
        task={task}
        place={one}
        columns={named}
        cells={cells.of(one.element)}
        isReference={at === reference}
        onReference={() => go({ ...address, otherElement: one.element }, { isReplacing: true })}
        isTall={isTransposed}
      />
    );
  };
  const fieldHead = (at: number): ReactNode => {
    const one = candidates[at];
    return one === undefined ? null : <FieldHead field={one} isTall={!isTransposed} />;
  };
  const chosenField = candidates.findIndex(({ key }) => key === chosen?.field);
  const open = candidates[chosenField];
  const openPlace = chosen === undefined ? undefined : places[chosen.place];
  const referencePlace = places[reference];
  const grid = (
    <div className={styles.table}>
      <Toolbar>
        <Segments
          label="What is shown"
          size="small"
          value={isWhole ? 'all' : 'differences'}
          onChange={(next) => props.onWhole(next === 'all')}
          options={[
            {
              value: 'differences',
              label: (
                <>
                  Only differences <span className={styles.number}>{differing.length}</span>
                </>
              ),
            },
            {
              value: 'all',
              label: (
                <>
                  All <span className={styles.number}>{fields.length}</span>
                </>
              ),
            },
          ]}
        />
        <Spacer />
        <Button
          variant="quiet"
          size="small"
          aria-pressed={isTransposed}
          onClick={() => props.onTransposed(!isTransposed)}
        >
          <Icon of={ArrowRightLeft} size={13} />
          Transpose
        </Button>
        <Button
          variant="quiet"
          size="small"
          onClick={() =>
            go({
              view: 'runs',
              task: task.insertId,
              ...(address.elements === undefined ? {} : { elements: address.elements }),
            })
          }
        >
          Show in Runs
        </Button>
      </Toolbar>
      {props.notes}
      {candidates.length === 0 ? (
        <Empty title="No differences">
          All {formatCounted(fields.length, 'value')} are the same in these{' '}
          {formatCounted(places.length, 'run')}.
        </Empty>
      ) : (
        <MatrixGrid
          key={String(isTransposed)}
          label={`${formatCounted(places.length, 'run')} of ${task.name} compared in ${formatCounted(candidates.length, 'value')}`}
          rowCount={isTransposed ? candidates.length : places.length}
          columnCount={isTransposed ? places.length : candidates.length}
          headHeightPx={44}
          headWidthPx={isTransposed ? 232 : 264}
          columnWidthPx={isTransposed ? 148 : 156}
          corner={`${formatCount(differing.length)} of ${formatCount(fields.length)} differ`}
          rowHead={isTransposed ? fieldHead : head}
          columnHead={isTransposed ? head : fieldHead}
          titleOf={(row, column) => field(row, column)?.textAt(place(row, column))}
          cell={(row, column) => {
            const one = field(row, column);
            if (one === undefined) return null;
            return (
              <CompareCell
                field={one}
                place={place(row, column)}
                reference={reference}
                differences={differencesOf(one)}
              />
            );
          }}
          chosen={
            chosen === undefined || chosenField < 0
              ? undefined
              : isTransposed
                ? { row: chosenField, column: chosen.place }
                : { row: chosen.place, column: chosenField }
          }
          onChoose={({ row, column }) => {
            const key = field(row, column)?.key;
            if (key !== undefined) setChosen({ place: place(row, column), field: key });
          }}
          onWindow={onWindow}
        />
      )}
      <FootBar>
        <span>{formatCounted(places.length, 'run')}</span>
        <span>Bold differs from the reference, element {referencePlace?.element}</span>
        <FootHint>Arrow keys move, the panel shows a value beside it</FootHint>
      </FootBar>
    </div>
  );
  return (
    <Splitter
      id="compare"
      side="end"
      sizePx={380}
      minPx={280}
      maxPx={720}
      label="Width of the values beside each other"
      start={grid}
      end={
        open === undefined ||
        openPlace === undefined ||
        referencePlace === undefined ? undefined : (
          <BesidePanel
            field={open}
            place={chosen?.place ?? 0}
            element={openPlace.element}
            reference={reference}
            referenceElement={referencePlace.element}
            differences={differencesOf(open)}
            onClose={() => setChosen(undefined)}
          />
        )
      }
    />
  );
}
