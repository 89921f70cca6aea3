import type { DataEntry } from '../../../shared/contract/documents.ts';
import type { Address } from '../../../shared/model/address.ts';
import { useIterationData } from '../../queries/parameters.ts';
import { useFullAddress } from '../../queries/use-full-address.ts';
import { useRunIndex, useRunIndexProgress, useStructure } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCounted } from '../../ui/format.ts';
import { Column, Section } from '../../ui/Layout.tsx';
import { Note } from '../../ui/Note.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { ChosenValue } from './ChosenValue.tsx';
import { chooseIteration, type IterationChoice } from './iteration-choice.ts';
import styles from './ParametersPage.module.css';
import { PlacePickers } from './PlacePickers.tsx';
import { useQuickReplace } from './use-quick-replace.ts';
import { ValueTreePane } from './ValueTreePane.tsx';
import { formatPlace, parsePlace } from './value-place.ts';
import { rootOf } from './value-tree.ts';

/** The data of one iteration, value by value. */
export default function ParametersPage() {
  const { workflowId, address, go } = usePlace();
  const structure = useStructure();
  const index = useRunIndex();
  const progress = useRunIndexProgress();
  const error = structure.error ?? index.error;
  if (structure.data === undefined || index.data === undefined) {
    return (
      <Section>
        {error === undefined ? (
          <>
            <ProgressNote progress={progress} phase="Reading runs" />
            <Skeleton rows={10} label="Reading runs" />
          </>
        ) : (
          <ErrorNote error={error} onRetry={structure.error ? structure.refetch : index.refetch} />
        )}
      </Section>
    );
  }
  const { tasks } = structure.data;
  const choice = chooseIteration(tasks, index.data, address);
  return (
    <Column>
      {tasks.length > 0 && (
        <PlacePickers
          workflowId={workflowId}
          tasks={tasks}
          choice={choice}
          address={address}
          onChoose={go}
        />
      )}
      {choice.place === undefined ? (
        <Empty title={tasks.length === 0 ? 'No tasks yet' : 'Nothing to show'}>
          {tasks.length === 0 ? NO_TASKS : choice.reason}
        </Empty>
      ) : (
        <IterationValues key={JSON.stringify(choice.place)} choice={choice} address={address} />
      )}
    </Column>
  );
}

const NO_TASKS = 'Tasks that are added to this workflow bring their parameters with them.';
const NO_DATA: readonly DataEntry[] = [];

interface IterationValuesProps {
  readonly choice: IterationChoice;
  readonly address: Address;
}

function IterationValues({ choice, address }: IterationValuesProps) {
  const { workflowId, go } = usePlace();
  const list = useIterationData(workflowId, choice.place);
  const isQuick = useQuickReplace();
  const { data: entries = NO_DATA } = list.data ?? {};
  const asked = address.parameter ?? firstLookedAt(entries);
  useFullAddress({
    ...(choice.task === undefined ? {} : { task: choice.task.insertId }),
    element: choice.element,
    iteration: choice.iteration,
    ...(asked === undefined ? {} : { parameter: asked }),
  });
  if (list.data === undefined) {
    return (
      <Section>
        {list.error === undefined ? (
          <Skeleton rows={10} label="Reading parameters" />
        ) : (
          <ErrorNote error={list.error} onRetry={list.refetch} />
        )}
      </Section>
    );
  }
  const { data, problems } = list.data;
  const place = asked === undefined ? undefined : parsePlace(asked, data);
  const select = (parameter: string): void => {
    const at = {
      view: 'parameters',
      ...(choice.task === undefined ? {} : { task: choice.task.insertId }),
      element: choice.element,
      iteration: choice.iteration,
      parameter,
    } as const;
    go(at, { isReplacing: isQuick() });
  };
  return (
    <>
      {problems.length > 0 && (
        <div className={styles.problems}>
          <Note kind="warn" title={`${formatCounted(problems.length, 'value')} cannot be read.`}>
            {problems[0]?.message} Everything else is shown.
          </Note>
        </div>
      )}
      <div className={styles.panes}>
        <Splitter
          id="parameters"
          side="start"
          sizePx={300}
          minPx={200}
          maxPx={560}
          label="Width of the parameter tree"
          start={
            <ValueTreePane
              workflowId={workflowId}
              data={data}
              selected={place === undefined ? undefined : formatPlace(place)}
              onSelect={select}
              isOver={choice.isOver}
            />
          }
          end={
            <ChosenValue
              workflowId={workflowId}
              data={data}
              asked={asked}
              place={place}
              onSelect={(next) => select(formatPlace(next))}
              choice={choice}
            />
          }
        />
      </div>
    </>
  );
}

/** What is shown before anything is chosen: the first output, else whatever comes first. */
function firstLookedAt(data: readonly DataEntry[]): string | undefined {
  return (data.find(({ path }) => rootOf(path) === 'outputs') ?? data[0])?.path;
}
