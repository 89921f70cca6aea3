import { useCallback, useMemo, useState } from 'react';
import type { Across } from '../../../../shared/contract/across.ts';
import { useAcross } from '../../../queries/across.ts';
import { useElementColumns } from '../../../queries/elements.ts';
import { useValue } from '../../../queries/parameters.ts';
import { usePlace } from '../../../queries/workflow-place.ts';
import { ChipMenu } from '../../../ui/ChipMenu.tsx';
import { Empty } from '../../../ui/Empty.tsx';
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
import { AcrossChart } from './AcrossChart.tsx';
import { type AcrossMode, chooseX, useXChoice } from './across-store.ts';
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
  return (
    <>
      <PaneBar end={<PictureMenu drawn={drawn} name={[identity.name, name, 'across', mode]} />}>
        {choices.length > 0 && (
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
        />
      )}
    </>
  );
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
}

function Answer(props: AnswerProps) {
  const { across } = props;
  const isNumbers = useMemo(() => across.series[0]?.states.includes(0) === true, [across]);
  const onDrawn = useCallback(
    (figure: DrawnFigure | undefined) => props.onDrawn(figure),
    [props.onDrawn],
  );
  if (isNumbers) return <AcrossChart {...props} onDrawn={onDrawn} />;
  return (
    <Empty title="No numbers to draw">
      Curves are drawn of numbers, lists of numbers, and arrays that are long in one dimension.
      Choose such a part of the value in the tree.
    </Empty>
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
