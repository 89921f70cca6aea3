import { useMemo, useState } from 'react';
import type { AcrossSeries } from '../../../shared/contract/across.ts';
import type { ValuePage } from '../../../shared/contract/values.ts';
import { useRaggedList } from '../../queries/across.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCounted } from '../../ui/format.ts';
import { FootBar, Section } from '../../ui/Layout.tsx';
import { PaneBar } from '../../ui/PaneBar.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { CurveChart } from '../../visuals/CurveChart.tsx';
import type { DrawnFigure } from '../../visuals/Figure.tsx';
import { float64Text } from '../../visuals/number-text.ts';
import { PictureMenu } from '../../visuals/PictureMenu.tsx';
import { PlaneChart } from '../../visuals/PlaneChart.tsx';
import { raggedCurves, raggedFigure } from '../../visuals/ragged.ts';
import styles from './ArrayPane.module.css';
import { ItemTable } from './ItemTable.tsx';
import type { ValuePlace } from './value-place.ts';
import { labelOf } from './value-tree.ts';

interface RaggedPaneProps {
  readonly workflowId: string;
  readonly parameter: number;
  readonly place: ValuePlace;
  readonly page: ValuePage;
  readonly onEnter: (step: string | number) => void;
}

const INNER: ReadonlySet<string> = new Set(['list', 'tuple', 'array', 'masked-array']);

/** Several lists or arrays in a list, each of a length of its own. */
export function isListOfLists({ summary, children }: ValuePage): boolean {
  if (summary.kind !== 'list' && summary.kind !== 'tuple') return false;
  return children.length > 1 && children.every((child) => INNER.has(child.summary.kind));
}

type Shown = 'items' | 'rows' | 'curves';

/** A ragged list as its items, as rows of coloured cells, or as curves. */
export function RaggedPane({ workflowId, parameter, place, page, onEnter }: RaggedPaneProps) {
  const { identity } = usePlace();
  const [shown, setShown] = useState<Shown>('items');
  const [drawn, setDrawn] = useState<DrawnFigure>();
  const name = place.path.length === 0 ? labelOf(place.entry) : String(place.path.at(-1));
  return (
    <>
      <PaneBar end={<PictureMenu drawn={drawn} name={[identity.name, name]} />}>
        <Segments
          label="Picture"
          size="small"
          options={[
            { value: 'items', label: 'Items' },
            { value: 'rows', label: 'Rows' },
            { value: 'curves', label: 'Curves' },
          ]}
          value={shown}
          onChange={setShown}
        />
      </PaneBar>
      {shown === 'items' ? (
        <ItemTable
          workflowId={workflowId}
          parameter={parameter}
          path={place.path}
          page={page}
          onEnter={onEnter}
        />
      ) : (
        <RaggedPicture
          workflowId={workflowId}
          parameter={parameter}
          path={place.path}
          name={name}
          shown={shown}
          onDrawn={setDrawn}
        />
      )}
    </>
  );
}

interface RaggedPictureProps {
  readonly workflowId: string;
  readonly parameter: number;
  readonly path: ValuePlace['path'];
  readonly name: string;
  readonly shown: Exclude<Shown, 'items'>;
  readonly onDrawn: (figure: DrawnFigure | undefined) => void;
}

function RaggedPicture({ workflowId, parameter, path, name, shown, onDrawn }: RaggedPictureProps) {
  const list = useRaggedList({ workflowId, parameter, path });
  const { data, error } = list;
  if (error !== undefined) {
    return (
      <Section>
        <ErrorNote error={error} onRetry={list.refetch} />
      </Section>
    );
  }
  if (data === undefined) {
    return (
      <Section>
        <ProgressNote progress={list.progress} phase="Reading the list" onCancel={list.cancel} />
      </Section>
    );
  }
  if (data.numbers.length === 0) {
    return <Empty title="No numbers to draw">The items of this list are no numbers.</Empty>;
  }
  return (
    <>
      <div className={styles.picture}>
        {shown === 'rows' ? (
          <Rows data={data} name={name} onDrawn={onDrawn} />
        ) : (
          <Curves data={data} name={name} onDrawn={onDrawn} />
        )}
      </div>
      <FootBar>{lengthsText(data)}</FootBar>
    </>
  );
}

type PartProps = Pick<RaggedPictureProps, 'name' | 'onDrawn'> & { readonly data: AcrossSeries };

function Rows({ data, name, onDrawn }: PartProps) {
  const figure = useMemo(() => raggedFigure(data), [data]);
  return <PlaneChart label={`Rows of ${name}`} figure={figure} onDrawn={onDrawn} />;
}

function Curves({ data, name, onDrawn }: PartProps) {
  const [selected, setSelected] = useState<number>();
  const curves = useMemo(() => raggedCurves(data), [data]);
  return (
    <CurveChart
      label={`Curves of ${name}`}
      curves={curves}
      xLabel="index"
      yLabel={name}
      scale="linear"
      isXWhole
      nameOf={(curve) => `item ${curve}`}
      textOf={(_, at) => float64Text(curves.y[at] ?? Number.NaN)}
      selected={selected}
      onSelect={setSelected}
      onDrawn={onDrawn}
    />
  );
}

function lengthsText({ states, starts }: AcrossSeries): string {
  const lengths = [...states.keys()].map((at) => (starts[at + 1] ?? 0) - (starts[at] ?? 0));
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  const range = least === most ? `${most} each` : `${least} to ${most} numbers`;
  return `${formatCounted(lengths.length, 'item')}, ${range}.`;
}
