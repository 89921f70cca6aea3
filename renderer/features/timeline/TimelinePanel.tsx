import type { ReactNode } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { CriticalPath } from '../../../shared/contract/flow.ts';
import { actionName } from '../../../shared/model/action-name.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { type SlowRun, shownEndUs, type TimeRange } from '../../../shared/model/timeline.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { addressOfRun, runName, statusOfRun, taskOfRun } from '../../queries/run-places.ts';
import type { HostQuery } from '../../queries/use-host-query.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount, formatDuration, formatTimeUs } from '../../ui/format.ts';
import { KeyValueList } from '../../ui/KeyValueList.tsx';
import { Page, Section } from '../../ui/Layout.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { pathSums, stepWords } from './path-words.ts';
import type { QueueWait } from './queue-waits.ts';
import styles from './Timeline.module.css';

interface TimelinePanelProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly range: TimeRange;
  readonly selected: number | undefined;
  readonly slow: readonly SlowRun[];
  readonly waits: readonly QueueWait[];
  readonly path: HostQuery<CriticalPath>;
  readonly isPathShown: boolean;
  readonly onPath: (isShown: boolean) => void;
  readonly onSelect: (row: number) => void;
}

const MOST_LISTED = 12;

/** The selected run, and what took the time: the critical path, slow runs, waits in the queue. */
export function TimelinePanel(props: TimelinePanelProps) {
  const { range, selected, slow, waits, path, isPathShown, onPath } = props;
  const longWaits = waits.filter(({ waitedUs }) => waitedUs > 0);
  return (
    <Page>
      {selected !== undefined && <SelectedRun {...props} row={selected} />}
      <Section title="Critical path" isNarrow>
        <Checkbox label="Show what the end waited for" isChecked={isPathShown} onChange={onPath} />
        {isPathShown &&
          (path.data === undefined ? (
            path.error === undefined ? (
              <Skeleton rows={3} label="Following values" />
            ) : (
              <ErrorNote error={path.error} onRetry={path.refetch} />
            )
          ) : (
            <PathList {...props} steps={path.data.runs} />
          ))}
      </Section>
      <Section title="Slower than their like" aside={formatCount(slow.length)} isNarrow>
        {slow.length === 0 ? (
          <p className={styles.quiet}>No run took three times the median of its action and more.</p>
        ) : (
          <RunList {...props} rows={slow.slice(0, MOST_LISTED).map(({ row }) => row)}>
            {(at) => {
              const run = slow[at];
              return run === undefined
                ? null
                : `${formatDuration(run.durationUs)}, ${run.times.toFixed(1)}\u202f×`;
            }}
          </RunList>
        )}
        {slow.length > MOST_LISTED && (
          <p className={styles.quiet}>and {formatCount(slow.length - MOST_LISTED)} more</p>
        )}
      </Section>
      <Section title="Waits in the queue" isNarrow>
        {longWaits.length === 0 ? (
          <p className={styles.quiet}>
            {waits.length === 0
              ? 'No jobscript has both a submit time and a start on record.'
              : 'Every jobscript started at once.'}
          </p>
        ) : (
          <ul className={styles.list}>
            {longWaits.slice(0, MOST_LISTED).map(({ submission, jobscript, waitedUs }) => (
              <li key={`${submission} ${jobscript}`} className={styles.item}>
                <PlaceLink to={{ view: 'submissions', submission, jobscript }}>
                  js {jobscript} of submission {submission}
                </PlaceLink>
                <span className={styles.amount}>{formatDuration(waitedUs)}</span>
              </li>
            ))}
          </ul>
        )}
        {longWaits.length > MOST_LISTED && (
          <p className={styles.quiet}>and {formatCount(longWaits.length - MOST_LISTED)} more</p>
        )}
      </Section>
      <Section title="On record" isNarrow>
        <KeyValueList
          items={[
            { key: 'from', label: 'First start', value: formatTimeUs(range.fromUs) },
            { key: 'to', label: 'Last time', value: formatTimeUs(range.toUs) },
            { key: 'span', label: 'Between', value: formatDuration(range.toUs - range.fromUs) },
          ]}
        />
      </Section>
    </Page>
  );
}

interface RunOf extends TimelinePanelProps {
  readonly row: number;
}

function SelectedRun({ structure, index, range, row }: RunOf) {
  const startUs = index.runs.startUs[row] ?? Number.NaN;
  const isOver = !Number.isNaN(index.runs.endUs[row] ?? Number.NaN);
  return (
    <Section isNarrow>
      <h2 className={styles.title}>{runName(structure, index, row)}</h2>
      <StatusBadge status={statusOfRun(index)(row)} />
      <KeyValueList
        items={[
          { key: 'start', label: 'Started', value: formatTimeUs(startUs) },
          {
            key: 'end',
            label: 'Ended',
            value: isOver ? formatTimeUs(index.runs.endUs[row]) : 'no end recorded',
          },
          {
            key: 'ran',
            label: isOver ? 'Ran' : 'Ran so far',
            value: formatDuration(shownEndUs(index, row, range) - startUs),
          },
        ]}
      />
      <PlaceLink to={addressOfRun(structure, index, row)}>Open in Runs</PlaceLink>
    </Section>
  );
}

interface PathListProps extends TimelinePanelProps {
  readonly steps: CriticalPath['runs'];
}

function PathList({ steps, ...props }: PathListProps) {
  if (steps.length === 0) return <p className={styles.quiet}>No run has ended yet.</p>;
  const { ranUs, waitedUs } = pathSums(steps);
  return (
    <>
      <p className={styles.quiet}>
        {formatDuration(ranUs)} of running and {formatDuration(waitedUs)} of waiting, one after the
        other:
      </p>
      <RunList {...props} rows={steps.map(({ row }) => row)}>
        {(at) => {
          const step = steps[at];
          return step === undefined ? null : stepWords(step);
        }}
      </RunList>
    </>
  );
}

interface RunListProps extends TimelinePanelProps {
  readonly rows: readonly number[];
  /** What is told of the run at a place of the list. */
  readonly children: (at: number) => ReactNode;
}

function RunList({ structure, index, rows, selected, onSelect, children }: RunListProps) {
  const statusOf = statusOfRun(index);
  return (
    <ol className={styles.list}>
      {rows.map((row, at) => (
        <li key={row}>
          <button
            type="button"
            className={styles.run}
            aria-current={row === selected}
            title={runName(structure, index, row)}
            onClick={() => onSelect(row)}
          >
            <StatusGlyph status={statusOf(row)} />
            <span className={styles.runName}>{shortName(structure, index, row)}</span>
            <span className={styles.amount}>{children(at)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** `DAMASK_grid, element 12`. */
function shortName(structure: Structure, index: RunIndex, row: number): string {
  const { element, action } = placeOfRun(index, row);
  const task = taskOfRun(structure, index, row);
  return `${task === undefined ? 'a run' : actionName(task, action)}, element ${element}`;
}
