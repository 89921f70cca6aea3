import type { Loop, Task } from '../../../shared/contract/documents.ts';
import { useTermination } from '../../queries/loops.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { usePlace } from '../../queries/workflow-place.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { iterationWords, stopWords, verdictWords } from '../../ui/termination-words.ts';
import styles from './TaskPanel.module.css';

/** More are on the page of loops. */
const MOST_TESTS = 12;

interface LoopStopsProps {
  readonly loop: Loop;
  readonly tasks: readonly Task[];
}

/** What ends a loop, the values it was tested with, and what came of it for one element. */
export function LoopStops({ loop, tasks }: LoopStopsProps) {
  const { address } = usePlace();
  const after = loop.termination?.taskInsertId ?? loop.taskInsertIds.at(-1);
  const tested = tasks.find(({ insertId }) => insertId === after);
  // The element one looks at is the one one asks about, where it is of the tested task.
  const element = address.task === after ? (address.element ?? 0) : 0;
  const found = useTermination(loop.name, element);
  const tests = found.data?.tests ?? [];
  return (
    <Section
      isNarrow
      title={`${loop.name} stops when`}
      aside={<PlaceLink to={{ view: 'loops' }}>Loops</PlaceLink>}
    >
      <p className={styles.rule} title={loop.termination?.rule}>
        {loop.termination?.words}
      </p>
      {found.data === undefined ? (
        found.error === undefined ? (
          <Skeleton rows={2} label="Reading the tested values" />
        ) : (
          <ErrorNote error={found.error} onRetry={found.refetch} />
        )
      ) : (
        <>
          <p className={styles.text}>
            {tested !== undefined && tested.elementCount > 1 && `Element ${element}: `}
            {stopWords(found.data)}
          </p>
          <table className={styles.tests} aria-label={`Tested values of ${loop.name}`}>
            <tbody>
              {tests.slice(-MOST_TESTS).map((test) => (
                <tr key={test.iteration} data-met={test.isMet === true}>
                  <th scope="row">{iterationWords(test)}</th>
                  <td>{test.value === undefined ? 'not set' : <code>{test.value}</code>}</td>
                  <td>{verdictWords(test)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {tests.length > MOST_TESTS && (
            <p className={styles.quiet}>
              the last {MOST_TESTS} of {formatCount(tests.length)}
            </p>
          )}
        </>
      )}
    </Section>
  );
}
