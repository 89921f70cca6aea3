import type { Task } from '../../../shared/contract/documents.ts';
import type { StatusFilter } from '../../../shared/model/element-summaries.ts';
import { isFailure } from '../../../shared/model/status.ts';
import { type RunFilter, useRunFilter } from '../../queries/run-filter.ts';
import type { FailureSteps } from '../../queries/use-failure-steps.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { filterWords } from '../../ui/status-words.ts';
import styles from './ElementsPane.module.css';

interface NothingLeftProps {
  readonly task: Task;
  /** As it concerns the task. */
  readonly filter: RunFilter;
  readonly elementCount: number;
  readonly failures: FailureSteps;
  /** Takes back every filter. */
  readonly onShowAll: () => void;
}

/** Instead of elements when the filter leaves none: what is not there, and where else it is. */
export function NothingLeft({ task, filter, elementCount, failures, onShowAll }: NothingLeftProps) {
  const [, setFilter] = useRunFilter();
  const { statuses = [] } = filter;
  const isOfFailures = statuses.length > 0 && statuses.every(isOfFailure);
  const isElsewhere = isOfFailures && failures.count > 0;
  const showAll = <Button onClick={onShowAll}>Show all {formatCount(elementCount)}</Button>;
  const goThere = (): void => {
    // Or the iteration looked at would hide the run that is gone to.
    setFilter({ loop: undefined });
    failures.step('next');
  };
  return (
    <Empty
      title={titleOf(task.name, filter)}
      action={
        isElsewhere ? (
          <span className={styles.ways}>
            <Button variant="primary" onClick={goThere}>
              Go to the first failure <Kbd keys="N" />
            </Button>
            {showAll}
          </span>
        ) : (
          showAll
        )
      }
    >
      {isElsewhere
        ? `${formatCount(failures.count)} ${failures.words} elsewhere in this workflow.`
        : `${formatCounted(elementCount, 'element')} ${elementCount === 1 ? 'is' : 'are'} hidden by the filter.`}
    </Empty>
  );
}

const isOfFailure = (filter: StatusFilter): boolean => filter === 'failed' || isFailure(filter);

function titleOf(name: string, { statuses = [], loop = [] }: RunFilter): string {
  const what = statuses.length === 0 ? 'No element' : `No ${filterWords(statuses)} run`;
  const places = loop.map(({ loop: of, iteration }) => `iteration ${iteration} of ${of}`);
  const where = places.length === 0 ? '' : ` in ${places.join(', ')}`;
  return `${what}${where} in ${name}`;
}
