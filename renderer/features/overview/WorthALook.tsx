import { useMemo, useState } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { Problem } from '../../../shared/contract/errors.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { statusCode } from '../../../shared/model/status.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { useRunDetail } from '../../queries/runs.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { LostRuns } from './LostRuns.tsx';
import { NaNNote } from './NaNNote.tsx';
import styles from './WorthALook.module.css';

interface WorthALookProps {
  readonly structure: Structure;
  readonly problems: readonly Problem[];
  readonly index: RunIndex | undefined;
}

/** What may have gone wrong, and what could not be read. */
export function WorthALook({ structure, problems, index }: WorthALookProps) {
  const likely = useMemo(() => {
    const code = statusCode('likely-failed');
    const first = index?.runs.status.indexOf(code) ?? -1;
    const count = index?.runs.status.reduce((sum, item) => sum + (item === code ? 1 : 0), 0) ?? 0;
    return { first, count };
  }, [index]);
  const hasLikely = index !== undefined && likely.first >= 0;
  if (index === undefined && problems.length === 0) return null;
  return (
    <Section title="Worth a look">
      <div className={styles.notes}>
        {hasLikely && (
          <LikelyFailed
            structure={structure}
            index={index}
            row={likely.first}
            count={likely.count}
          />
        )}
        {index !== undefined && <LostRuns structure={structure} index={index} />}
        {problems.length > 0 && <Problems problems={problems} />}
        {index !== undefined && index.runs.count > 0 && (
          <NaNNote structure={structure} index={index} />
        )}
      </div>
    </Section>
  );
}

interface LikelyFailedProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  /** Run row of the first one. */
  readonly row: number;
  readonly count: number;
}

function LikelyFailed({ structure, index, row, count }: LikelyFailedProps) {
  const place = useMemo(() => placeOfRun(index, row), [index, row]);
  const task = structure.tasks.find(({ index: at }) => at === place.task);
  const { element, iteration, action, attempt } = place;
  const detail = useRunDetail(
    task === undefined
      ? undefined
      : { taskInsertId: task.insertId, element, iteration, action, attempt },
  );
  const address = {
    view: 'runs',
    ...(task === undefined ? {} : { task: task.insertId }),
    element,
    iteration,
    action,
    attempt,
  } as const;
  const where = `${task?.name ?? 'a task'}, element ${element}`;
  return (
    <div className={styles.note} data-status="likely-failed">
      <b>{formatCounted(count, 'run')} likely failed.</b>{' '}
      {detail.data?.run?.inference ??
        'It ended, but an output it should have set was never set: an inference, as this format stores no exit code.'}{' '}
      {count > 1 ? `That is ${where}; ${formatCount(count - 1)} more end like it. ` : ''}
      <PlaceLink to={address}>{count > 1 ? 'Show the first' : `Show ${where}`}</PlaceLink>
    </div>
  );
}

const SHOWN_AT_FIRST = 8;

function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const [isOpen, setOpen] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? problems : problems.slice(0, SHOWN_AT_FIRST);
  return (
    <div className={styles.note} data-status="skipped">
      <b>{formatCounted(problems.length, 'part')} cannot be read.</b> Everything else is shown.{' '}
      <Button
        variant="quiet"
        size="small"
        className={styles.toggle}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Hide' : 'Which ones'}
      </Button>
      {isOpen && (
        <ul className={styles.list}>
          {shown.map((problem) => (
            <li key={`${problem.file} ${problem.place} ${problem.message}`}>
              {problem.message}
              {problem.file !== undefined && (
                <code className={styles.file}>
                  {problem.file}
                  {problem.place === undefined ? '' : ` · ${problem.place}`}
                </code>
              )}
            </li>
          ))}
          {shown.length < problems.length && (
            <li>
              <Button size="small" onClick={() => setWhole(true)}>
                Show all {formatCount(problems.length)}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
