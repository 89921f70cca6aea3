import type { Structure } from '../../../shared/contract/documents.ts';
import type { Cause } from '../../../shared/contract/reasons.ts';
import { formatRanges, rangesOf } from '../../../shared/model/element-ranges.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { elementsOfTask } from '../../../shared/model/run-index-queries.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { useSeparators } from '../../queries/reasons.ts';
import { addressOfRun, elementsOfRuns, pythonTuple } from '../../queries/run-places.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { formatCount } from '../../ui/format.ts';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { commonWords, sampleWords } from '../../ui/tie-words.ts';
import { PositionStrip } from '../../visuals/PositionStrip.tsx';
import { CauseRuns } from './CauseRuns.tsx';
import { causePlace, causeTitle, closenessWords, victimWords } from './cause-words.ts';
import styles from './RootCauses.module.css';

interface CauseRowProps {
  readonly cause: Cause;
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly isOpen: boolean;
  /** Causes are told apart by their logs; before that nothing more is asked about them. */
  readonly hasLogs: boolean;
  readonly onToggle: () => void;
}

const STATUS = {
  failed: 'error',
  'likely-failed': 'likely-failed',
  aborted: 'aborted',
} as const satisfies Record<Cause['kind'], string>;

/** Tuples of more elements are copied, not shown. */
const MOST_SHOWN = 6;

/** One cause: how many, what, where; what it took down; whom it struck. Opens to its runs. */
export function CauseRow({ cause, structure, index, isOpen, hasLogs, onToggle }: CauseRowProps) {
  const task = structure.tasks.find(({ insertId }) => insertId === cause.taskInsertId);
  const separators = useSeparators(
    hasLogs && cause.kind !== 'aborted'
      ? { taskInsertId: cause.taskInsertId, action: cause.action, cause: cause.key }
      : undefined,
  );
  const tie = separators.data === undefined ? undefined : commonWords(separators.data);
  const tied =
    tie === undefined || separators.data === undefined
      ? undefined
      : tie + sampleWords(separators.data);
  const elements = elementsOfRuns(index, cause.runs);
  const tuple = pythonTuple(elements);
  const title = causeTitle(cause);
  const [first = 0] = cause.runs;
  const range = task === undefined ? { start: 0, stop: 0 } : elementsOfTask(index, task.index);
  return (
    <li className={styles.cause} data-open={isOpen}>
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={onToggle}>
        <span className={styles.count} data-status={STATUS[cause.kind]}>
          {formatCount(cause.runs.length)}
        </span>
        <span className={styles.what}>
          <span className={styles.title} title={cause.line ?? title}>
            {title}
          </span>
          <span className={styles.place}>{causePlace(cause, task, index)}</span>
        </span>
        <span className={styles.reach}>
          <span className={styles.victims}>
            {victimWords(cause) === undefined ? (
              <span className={styles.quiet}>none skipped</span>
            ) : (
              <>
                <StatusGlyph status="skipped" isDecorative /> {victimWords(cause)}
              </>
            )}
          </span>
          <span className={styles.tie} title={tied}>
            {tied ?? closenessWords(cause, index)}
          </span>
        </span>
        <span className={styles.strip}>
          <PositionStrip
            count={range.stop - range.start}
            failed={elements}
            status={STATUS[cause.kind]}
            label={`Elements ${tuple} of ${range.stop - range.start}`}
          />
        </span>
      </button>
      <div className={styles.actions}>
        <PlaceLink to={addressOfRun(structure, index, first)}>
          {cause.runs.length === 1 ? 'Show the run' : `Show ${formatCount(cause.runs.length)} runs`}
        </PlaceLink>
        {cause.kind !== 'aborted' && (
          <PlaceLink to={{ ...addressOfRun(structure, index, first), view: 'diff' }}>
            Diff with a success
          </PlaceLink>
        )}
        {elements.length > 1 && (
          <PlaceLink
            to={{
              view: 'compare',
              task: cause.taskInsertId,
              elements: formatRanges(rangesOf(elements)),
            }}
          >
            Compare them
          </PlaceLink>
        )}
        <CopyButton what={elements.length > MOST_SHOWN ? 'tuple' : tuple} text={tuple} />
      </div>
      {isOpen && (
        <CauseRuns cause={cause} structure={structure} index={index} separators={separators.data} />
      )}
    </li>
  );
}
