import { useMemo, useState } from 'react';
import { ACROSS_STATES, type Across } from '../../../../shared/contract/across.ts';
import { useAcross } from '../../../queries/across.ts';
import { useElementColumns } from '../../../queries/elements.ts';
import { useValue } from '../../../queries/parameters.ts';
import { usePlace } from '../../../queries/workflow-place.ts';
import { ChipMenu } from '../../../ui/ChipMenu.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Section } from '../../../ui/Layout.tsx';
import { PaneBar } from '../../../ui/PaneBar.tsx';
import { ProgressNote } from '../../../ui/ProgressNote.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import type { DrawnFigure } from '../../../visuals/Figure.tsx';
import { PictureMenu } from '../../../visuals/PictureMenu.tsx';
import type { ScaleKind } from '../../../visuals/value-scale.ts';
import type { IterationChoice } from '../iteration-choice.ts';
import { formatPlace, type ValuePlace } from '../value-place.ts';
import { labelOf } from '../value-tree.ts';
import { AcrossChart, type AcrossLayout } from './AcrossChart.tsx';
import { drawnRows } from './across-columns.ts';
import { type AcrossMode, chooseX, useXChoice } from './across-store.ts';
import { FieldGallery } from './FieldGallery.tsx';
import { columnChoices, siblingChoices, type XChoice } from './x-choices.ts';

interface AcrossPaneProps {
  readonly workflowId: string;
  readonly choice: IterationChoice;
  /** Parameter of the value that is chosen, to find what else is beside it. */
  readonly parameter: number | undefined;
  readonly place: ValuePlace;
  readonly mode: Exclude<AcrossMode, 'one'>;
  readonly onGo: (element: number, iteration: number) => void;
}

const SCALES: readonly { readonly value: ScaleKind; readonly label: string }[] = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log' },
  { value: 'symlog', label: 'Symlog' },
];

/** The same value of all elements, or of all iterations. */
export function AcrossPane(props: AcrossPaneProps) {
  const { workflowId, choice, parameter, place, mode, onGo } = props;
  const { identity } = usePlace();
  const [scale, setScale] = useState<ScaleKind>('linear');
  const [isAll, setAll] = useState(false);
  const [layout, setLayout] = useState<AcrossLayout>('overlay');
  const [drawn, setDrawn] = useState<DrawnFigure>();
  const key = formatPlace(place);
  const { choices, first } = useXChoices(workflowId, choice, parameter, place, mode);
  const wanted = useXChoice(key);
  const x = choices.find(({ id }) => id === wanted);
  const element = mode === 'iterations' && !isAll ? choice.element : undefined;
  const across = useAcross({
    workflowId,
    taskInsertId: choice.task?.insertId ?? 0,
    series: [{ entry: place.entry, path: place.path }, ...(x === undefined ? [] : [x.place])],
    iterations: mode === 'elements' ? 'final' : 'all',
    ...(element === undefined ? {} : { element }),
  });
  const name = place.path.length === 0 ? labelOf(place.entry) : String(place.path.at(-1));
  // While it is not known, as curves.
  const isDrawn = across.data?.series[0]?.states.includes(NUMBERS) ?? true;
  const isLaidOut = across.data !== undefined && hasCurves(across.data, mode, isAll);
  return (
    <>
      <PaneBar end={<PictureMenu drawn={drawn} name={[identity.name, name, 'across', mode]} />}>
        {isDrawn && choices.length > 0 && (
          <ChipMenu
            name="Along x"
            value={`x: ${x?.label ?? first}`}
            items={[
              {
                id: first,
                label: first,
                isCurrent: x === undefined,
                onChoose: () => chooseX(key, ''),
              },
              ...choices.map((one) => ({
                id: one.id,
                label: one.label,
                isCurrent: one === x,
                onChoose: () => chooseX(key, one.id),
              })),
            ]}
          />
        )}
        {isDrawn && (
          <ChipMenu
            name="Scale"
            value={SCALES.find(({ value }) => value === scale)?.label ?? ''}
            items={SCALES.map(({ value, label }) => ({
              id: value,
              label,
              isCurrent: value === scale,
              onChoose: () => setScale(value),
            }))}
          />
        )}
        {mode === 'iterations' && choice.elementCount > 1 && (
          <Segments
            label="Iterations of"
            size="small"
            options={[
              { value: 'one', label: 'This element' },
              { value: 'all', label: 'All elements' },
            ]}
            value={isAll ? 'all' : 'one'}
            onChange={(next) => setAll(next === 'all')}
          />
        )}
        {isLaidOut && (
          <Segments
            label="Curves"
            size="small"
            options={[
              { value: 'overlay', label: 'Overlay' },
              { value: 'multiples', label: 'Small multiples' },
            ]}
            value={layout}
            onChange={setLayout}
          />
        )}
      </PaneBar>
      {across.error !== undefined && (
        <Section>
          <ErrorNote error={across.error} onRetry={across.refetch} />
        </Section>
      )}
      {across.data === undefined && across.error === undefined && (
        <Section>
          <ProgressNote
            progress={across.progress}
            phase="Reading values"
            onCancel={across.cancel}
          />
        </Section>
      )}
      {across.data !== undefined && (
        <Answer
          key={`${key} ${mode} ${x?.id} ${element}`}
          across={across.data}
          name={name}
          x={x}
          mode={mode}
          scale={scale}
          choice={choice}
          onGo={onGo}
          onDrawn={setDrawn}
          workflowId={workflowId}
          place={place}
          element={element}
          layout={layout}
        />
      )}
    </>
  );
}

const NUMBERS = ACROSS_STATES.indexOf('numbers');

/** Whether there are several curves, which can also be drawn one by one. */
function hasCurves(across: Across, mode: AcrossMode, isAll: boolean): boolean {
  const drawn = drawnRows(across);
  if (!drawn.areScalars) return drawn.curves.count > 1;
  return mode === 'iterations' && isAll;
}

interface AnswerProps {
  readonly across: Across;
  readonly name: string;
  readonly x: XChoice | undefined;
  readonly mode: Exclude<AcrossMode, 'one'>;
  readonly scale: ScaleKind;
  readonly choice: IterationChoice;
  readonly onGo: (element: number, iteration: number) => void;
  readonly onDrawn: (figure: DrawnFigure | undefined) => void;
  readonly workflowId: string;
  readonly place: ValuePlace;
  /** Iterations of this element only. */
  readonly element: number | undefined;
  readonly layout: AcrossLayout;
}

function Answer(props: AnswerProps) {
  const { across, workflowId, choice, place, name, mode, element, onGo, onDrawn } = props;
  const isNumbers = useMemo(() => across.series[0]?.states.includes(NUMBERS) === true, [across]);
  if (isNumbers) return <AcrossChart {...props} onDrawn={onDrawn} />;
  return (
    <FieldGallery
      workflowId={workflowId}
      choice={choice}
      place={place}
      name={name}
      mode={mode}
      element={element}
      onGo={onGo}
    />
  );
}

function useXChoices(
  workflowId: string,
  choice: IterationChoice,
  parameter: number | undefined,
  place: ValuePlace,
  mode: AcrossMode,
): { readonly choices: readonly XChoice[]; readonly first: string } {
  const isInside = place.path.length > 0;
  const above = useMemo(() => place.path.slice(0, -1), [place]);
  const siblings = useValue(workflowId, isInside ? parameter : undefined, above).data?.children;
  const isScalar = useValue(workflowId, parameter, place.path).data?.summary.length === undefined;
  const columns = useElementColumns(choice.task?.insertId).data?.columns;
  return useMemo(() => {
    const beside = siblings === undefined || !isInside ? [] : siblingChoices(place, siblings);
    if (beside.length > 0) return { choices: beside, first: 'index' };
    // Over iterations, x is the iteration.
    const isPoints = mode === 'elements' && isScalar;
    return {
      choices: isPoints && columns !== undefined ? columnChoices(columns) : [],
      first: isPoints ? 'element' : 'index',
    };
  }, [siblings, isInside, place, columns, mode, isScalar]);
}
