import { useState } from 'react';
import type { DataEntry } from '../../../shared/contract/documents.ts';
import type { ArrayInfo } from '../../../shared/contract/values.ts';
import { useValue } from '../../queries/parameters.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { AcrossPane } from './across/AcrossPane.tsx';
import { type AcrossMode, setAcrossMode, useAcrossMode } from './across/across-store.ts';
import styles from './ChosenValue.module.css';
import type { IterationChoice } from './iteration-choice.ts';
import { pythonText } from './python-text.ts';
import { StatisticsFacts } from './StatisticsFacts.tsx';
import type { ShownSlice } from './shown-slice.ts';
import { ValueDetail } from './ValueDetail.tsx';
import { ValueFacts } from './ValueFacts.tsx';
import { formatPlace, type ValuePlace } from './value-place.ts';

interface ChosenValueProps {
  readonly workflowId: string;
  readonly data: readonly DataEntry[];
  readonly asked: string | undefined;
  readonly place: ValuePlace | undefined;
  readonly onSelect: (place: ValuePlace) => void;
  readonly choice: IterationChoice;
}

const NO_PATH: ValuePlace['path'] = [];

/** Whether a slice is of this array: that of the array before it may still be known. */
function isFitting(slice: ShownSlice | undefined, { shape }: ArrayInfo): slice is ShownSlice {
  if (slice?.selection.length !== shape.length) return false;
  return slice.selection.every((part, dim) => {
    const length = shape[dim] ?? 0;
    return typeof part === 'number' ? part < length : part.stop === length;
  });
}

/** The chosen value of this iteration, or the same value of many. */
export function ChosenValue({
  workflowId,
  data,
  asked,
  place,
  onSelect,
  choice,
}: ChosenValueProps) {
  const { isOver } = choice;
  const entry = data.find(({ path }) => path === place?.entry);
  const parameter = entry?.isSet === true ? entry.parameter : undefined;
  const value = useValue(workflowId, parameter, place?.path ?? NO_PATH);
  const mode = useShownMode(choice);
  const [shown, setShown] = useState<ShownSlice>();
  const { identity, go } = usePlace();
  if (place === undefined || entry === undefined) {
    return asked === undefined ? (
      <Empty title="No value chosen">Choose one at the left to see it whole.</Empty>
    ) : (
      <Empty title="Not among the data of this iteration">
        There is no <code>{asked}</code> here.
      </Empty>
    );
  }
  const summary = value.data?.summary ?? (place.path.length === 0 ? entry.summary : undefined);
  const array = value.data?.summary.array;
  const across =
    mode === 'one' ? undefined : (
      <AcrossPane
        workflowId={workflowId}
        choice={choice}
        parameter={parameter}
        place={place}
        mode={mode}
        onGo={(element, iteration) => {
          setAcrossMode('one');
          go({
            view: 'parameters',
            ...(choice.task === undefined ? {} : { task: choice.task.insertId }),
            element,
            iteration,
            parameter: formatPlace(place),
          });
        }}
      />
    );
  return (
    <div className={styles.chosen}>
      <ValueDetail
        workflowId={workflowId}
        entry={entry}
        place={place}
        value={value}
        onSelect={onSelect}
        isOver={isOver}
        onSlice={setShown}
        modes={<Modes choice={choice} mode={mode} />}
        across={across}
        python={
          choice.task === undefined || !entry.isSet
            ? undefined
            : pythonText({
                identity,
                taskName: choice.task.name,
                element: choice.element,
                iteration: choice.iteration,
                place,
              })
        }
      />
      {across === undefined && (
        <ValueFacts entry={entry} summary={summary} isOver={isOver}>
          {array !== undefined && parameter !== undefined && isFitting(shown, array) && (
            <StatisticsFacts
              key={`${parameter} ${JSON.stringify(place.path)}`}
              source={{ workflowId, parameter, path: place.path }}
              info={array}
              shown={shown}
            />
          )}
        </ValueFacts>
      )}
    </div>
  );
}

/** What was chosen before, where this task has as many elements or iterations. */
function useShownMode({ elementCount, iterations }: IterationChoice): AcrossMode {
  const mode = useAcrossMode();
  if (mode === 'elements' && elementCount > 1) return mode;
  return mode === 'iterations' && iterations.length > 1 ? mode : 'one';
}

function Modes({ choice, mode }: { readonly choice: IterationChoice; readonly mode: AcrossMode }) {
  const options: { readonly value: AcrossMode; readonly label: string }[] = [
    { value: 'one', label: 'This one' },
    ...(choice.elementCount > 1 ? [{ value: 'elements' as const, label: 'Across elements' }] : []),
    ...(choice.iterations.length > 1
      ? [{ value: 'iterations' as const, label: 'Over iterations' }]
      : []),
  ];
  if (options.length === 1) return null;
  return (
    <Segments
      label="Values shown"
      size="small"
      options={options}
      value={mode}
      onChange={setAcrossMode}
    />
  );
}
