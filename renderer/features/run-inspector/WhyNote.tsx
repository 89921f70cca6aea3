import type { Structure } from '../../../shared/contract/documents.ts';
import type { Why } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { isFailure, statusOfCode } from '../../../shared/model/status.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { useFailures, useSeparators } from '../../queries/reasons.ts';
import { addressOfRun, runName, taskOfRun } from '../../queries/run-places.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { commonWords, sampleWords } from '../../ui/tie-words.ts';
import styles from './WhyNote.module.css';
import { endWords } from './why-words.ts';

interface WhyNoteProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly row: number;
  readonly why: Why;
}

/** Why a run failed, as its log and its siblings tell it; or whose failure took it down. */
export function WhyNote(props: WhyNoteProps) {
  const { line, roots } = props.why;
  return (
    <>
      {line !== undefined && (
        <div className={styles.note}>
          <code>{line}</code>
        </div>
      )}
      {roots.length > 0 ? <Victim {...props} /> : <Culprit {...props} />}
    </>
  );
}

/** What the failures of this cause have in common, where they have. */
function Culprit({ structure, index, row }: WhyNoteProps) {
  const isFailed = isFailure(statusOfCode(index.runs.status[row] ?? 0));
  const { data, isFinal } = useFailures(isFailed);
  const cause = data?.causes.find(({ runs }) => runs.includes(row));
  const task = taskOfRun(structure, index, row);
  const separators = useSeparators(
    !isFailed || !isFinal || task === undefined || cause === undefined
      ? undefined
      : { taskInsertId: task.insertId, action: cause.action, cause: cause.key },
  ).data;
  const tie = separators === undefined ? undefined : commonWords(separators);
  if (tie === undefined || separators === undefined) return null;
  return (
    <div className={styles.note}>
      {tie}
      {sampleWords(separators)} ended this way; {formatCounted(separators.succeeded, 'other run')}{' '}
      of this action succeeded.
    </div>
  );
}

/** A run that never had a chance: its root failure, one click away. */
function Victim({ structure, index, row, why }: WhyNoteProps) {
  const [root, ...others] = why.roots;
  if (root === undefined) return null;
  const status = statusOfCode(index.runs.status[row] ?? 0);
  const effect = why.isKnockOn
    ? 'It failed because of another failure.'
    : status === 'skipped'
      ? 'Its input never came.'
      : 'It may never start.';
  return (
    <div className={styles.note}>
      <b>{effect}</b> {runName(structure, index, root)} {endWords(index, root)}
      {others.length > 0 && `, and so did ${formatCount(others.length)} more it waited for`}.{' '}
      <PlaceLink to={addressOfRun(structure, index, root)}>Go to the root failure</PlaceLink>{' '}
      <Kbd keys="R" />
    </div>
  );
}
