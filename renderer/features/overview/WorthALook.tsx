import { useMemo } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { Problem } from '../../../shared/contract/errors.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { statusCode } from '../../../shared/model/status.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { useRunDetail } from '../../queries/runs.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { writerWords } from '../../ui/store-words.ts';
import { LostRuns } from './LostRuns.tsx';
import { NaNNote } from './NaNNote.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import styles from './WorthALook.module.css';

interface WorthALookProps {
  readonly structure: Structure;
  readonly problems: readonly Problem[];
  /** What a later hpcflow may have added. */
  readonly notUnderstood: readonly Problem[];
  readonly index: RunIndex | undefined;
}

/** What may have gone wrong, and what could not be read. */
export function WorthALook({ structure, problems, notUnderstood, index }: WorthALookProps) {
  const likely = useMemo(() => {
    const code = statusCode('likely-failed');
    const first = index?.runs.status.indexOf(code) ?? -1;
    const count = index?.runs.status.reduce((sum, item) => sum + (item === code ? 1 : 0), 0) ?? 0;
    return { first, count };
  }, [index]);
  const hasLikely = index !== undefined && likely.first >= 0;
  if (index === undefined && problems.length + notUnderstood.length === 0) return null;
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
        {problems.length > 0 && (
          <ProblemNote problems={problems}>
            <b>{formatCounted(problems.length, 'part')} cannot be read.</b> Everything else is
            shown.
          </ProblemNote>
        )}
        {notUnderstood.length > 0 && (
          <ProblemNote problems={notUnderstood} isOpenAtFirst={notUnderstood.length < 4}>
            <b>{formatCounted(notUnderstood.length, 'part')} not understood.</b>{' '}
            {writerWords(structure.identity)} wrote more than this version of Earshot knows.
            Everything else is shown.
          </ProblemNote>
        )}
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
