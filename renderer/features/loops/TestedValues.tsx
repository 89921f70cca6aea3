import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import { useTermination } from '../../queries/loops.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { usePlace } from '../../queries/workflow-place.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { iterationWords, stopWords, verdictWords } from '../../ui/termination-words.ts';
import tableStyles from './IterationTable.module.css';
import styles from './TestedValues.module.css';

interface TestedValuesProps {
  readonly loop: string;
  /** Task after which the condition is looked at. */
  readonly task: Task;
}

/** Why the loop stopped: what its condition looked at in each iteration of one element. */
export function TestedValues({ loop, task }: TestedValuesProps) {
  const { address } = usePlace();
  const [chosen, setChosen] = useState<number>();
  // The element one looks at elsewhere is the one one asks about.
  const selected = address.task === task.insertId ? address.element : undefined;
  const last = Math.max(0, task.elementCount - 1);
  const element = Math.min(last, chosen ?? selected ?? 0);
  const found = useTermination(loop, element);
  return (
    <section className={styles.tested} aria-label={`Why ${loop} stopped`}>
      <div className={styles.head}>
        <h3 className={styles.title}>Why it stopped</h3>
        <span className={styles.quiet}>
          {task.name}, element {formatCount(element)}
          {task.elementCount > 1 && ` of ${formatCount(task.elementCount)}`}
        </span>
        {task.elementCount > 1 && (
          <>
            <IconButton
              icon={ChevronLeft}
              label="Previous element"
              size="small"
              disabled={element === 0}
              onClick={() => setChosen(element - 1)}
            />
            <IconButton
              icon={ChevronRight}
              label="Next element"
              size="small"
              disabled={element === last}
              onClick={() => setChosen(element + 1)}
            />
          </>
        )}
      </div>
      {found.data === undefined ? (
        found.error === undefined ? (
          <Skeleton rows={3} label="Reading the tested values" />
        ) : (
          <ErrorNote error={found.error} onRetry={found.refetch} />
        )
      ) : (
        <>
          <p className={styles.why}>{stopWords(found.data)}</p>
          <table className={tableStyles.table}>
            <thead>
              <tr>
                <th scope="col">Iteration</th>
                <th scope="col">Tested value</th>
                <th scope="col" title={found.data.condition}>
                  Condition
                </th>
              </tr>
            </thead>
            <tbody>
              {found.data.tests.map((test) => (
                <tr key={test.iteration}>
                  <th scope="row">
                    <PlaceLink
                      to={{ view: 'runs', task: task.insertId, element, iteration: test.iteration }}
                    >
                      {iterationWords(test)}
                    </PlaceLink>
                  </th>
                  <td>
                    {test.value === undefined ? (
                      <span className={styles.quiet}>not set</span>
                    ) : (
                      <code>{test.value}</code>
                    )}
                  </td>
                  <td className={test.isMet === true ? styles.met : undefined}>
                    {verdictWords(test)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
