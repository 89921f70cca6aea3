import type { Task } from '../../../shared/contract/documents.ts';
import type { RunDiff, Separators } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { isFailure, noRuns, statusCode, statusOfCode } from '../../../shared/model/status.ts';
import { useFailures, useSeparators } from '../../queries/reasons.ts';
import { elementsOfRuns, pythonTuple } from '../../queries/run-places.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { CountBar } from '../../ui/CountBar.tsx';
import { formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { sampleWords } from '../../ui/tie-words.ts';
import styles from './DiffSide.module.css';
import { separationWords } from './separation-words.ts';

interface DiffSideProps {
  readonly task: Task | undefined;
  readonly index: RunIndex;
  /** The run in question. */
  readonly row: number;
  readonly diff: RunDiff;
}

/** Inputs and their values that are listed. */
const MOST_INPUTS = 6;
const MOST_VALUES = 5;

/** Beyond the two: what all failures of this kind have in common, with the counts. */
export function DiffSide({ task, index, row, diff }: DiffSideProps) {
  const isFailed = isFailure(statusOfCode(index.runs.status[row] ?? 0));
  const failures = useFailures(isFailed);
  const cause = failures.data?.causes.find(({ runs }) => runs.includes(row));
  const separators = useSeparators(
    task === undefined || !failures.isFinal || cause === undefined
      ? undefined
      : { taskInsertId: task.insertId, action: placeOfRun(index, row).action, cause: cause.key },
  );
  const { data } = separators;
  if (!isFailed) return null;
  const tuple = pythonTuple(elementsOfRuns(index, cause?.runs ?? [row]));
  return (
    <aside className={styles.side} aria-label="What the failures have in common">
      {data !== undefined && (
        <div className={styles.claim} data-status="error">
          {separationWords(data, diff)}
        </div>
      )}
      <Section
        title="Which input separates failed from succeeded"
        aside={
          data === undefined
            ? undefined
            : `${formatCounted(data.failed + data.succeeded, 'run')}${sampleWords(data)}`
        }
        isNarrow
      >
        {data === undefined ? (
          <Skeleton rows={4} label="Comparing all runs of this action" />
        ) : (
          <SeparatorTable data={data} />
        )}
      </Section>
      <Section title="Next" isNarrow>
        <CopyButton what={tuple.length > 40 ? 'tuple' : tuple} text={tuple} />
      </Section>
    </aside>
  );
}

function SeparatorTable({ data }: { readonly data: Separators }) {
  const isTied = (rank: number): boolean =>
    data.separators.filter((other) => other.rank === rank && other.score > 0).length > 1;
  if (data.separators.length === 0) {
    return <p className={styles.none}>No input varies in a way that could tell them apart.</p>;
  }
  return (
    <table className={styles.table}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Value</th>
          <th scope="col">Runs</th>
          <th scope="col">Failed</th>
        </tr>
      </thead>
      {data.separators.slice(0, MOST_INPUTS).map(({ path, values, valueCount, rank }) => (
        <tbody key={path}>
          <tr>
            <th scope="rowgroup" colSpan={3} title={path}>
              <code>{path.replace(/^inputs\./, '')}</code>
              {isTied(rank) && <span className={styles.tied}> tied with others, {rank}.</span>}
            </th>
          </tr>
          {values.slice(0, MOST_VALUES).map((value) => {
            const counts = noRuns();
            counts[statusCode('error')] = value.failed;
            counts[statusCode('success')] = value.succeeded;
            const total = value.failed + value.succeeded;
            return (
              <tr key={value.text}>
                <td className={styles.value} title={value.text}>
                  <code>{value.text}</code>
                </td>
                <td>
                  <CountBar counts={counts} size="thin" label={value.text} />
                </td>
                <td className={styles.count}>
                  {value.failed} of {total}
                </td>
              </tr>
            );
          })}
          {valueCount > MOST_VALUES && (
            <tr>
              <td colSpan={3} className={styles.more}>
                and {valueCount - MOST_VALUES} more values
              </td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  );
}
