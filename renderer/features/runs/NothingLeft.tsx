import type { Task } from '../../../shared/contract/documents.ts';
import { isFailure, URGENCY } from '../../../shared/model/status.ts';
import { type RunFilter, useRunFilter } from '../../queries/run-filter.ts';
import type { FailureSteps } from '../../queries/use-failure-steps.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import styles from './ElementsPane.module.css';

interface NothingLeftProps {
  readonly task: Task;
  /** As it concerns the task. */
  readonly filter: RunFilter;
  readonly elementCount: number;
  readonly failures: FailureSteps;
}

/** Instead of elements when the filter leaves none: what is not there, and where else it is. */
export function NothingLeft({ task, filter, elementCount, failures }: NothingLeftProps) {
  const [, setFilter] = useRunFilter();
  const isOfFailures = filter.status === 'failed' || isFailureStatus(filter.status);
  const isElsewhere = isOfFailures && failures.count > 0;
  const showAll = (
    <Button onClick={() => setFilter({ status: undefined, loop: undefined })}>
      Show all {formatCount(elementCount)}
    </Button>
  );
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

const isFailureStatus = (status: RunFilter['status']): boolean =>
  URGENCY.some((known) => known === status && isFailure(known));

function titleOf(name: string, { status, loop }: RunFilter): string {
  const known = URGENCY.find((candidate) => candidate === status);
  const word = known === undefined ? 'failed' : STATUS_WORDS[known].counted;
  const what = status === undefined ? 'No element' : `No ${word} run`;
  const where = loop === undefined ? '' : ` in iteration ${loop.iteration} of ${loop.loop}`;
  return `${what}${where} in ${name}`;
}
