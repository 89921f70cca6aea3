import type { RunDetail } from '../../../shared/contract/documents.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { formatDuration, formatExactTimeUs, formatTimeUs } from '../../ui/format.ts';
import { type KeyValue, KeyValueList } from '../../ui/KeyValueList.tsx';
import styles from './RunFacts.module.css';

type Run = NonNullable<RunDetail['run']>;

function Time({ timeUs }: { readonly timeUs: number }) {
  return <span title={formatExactTimeUs(timeUs)}>{formatTimeUs(timeUs)}</span>;
}

/** When a run took place, and in which jobscript. */
export function RunFacts({ run }: { readonly run: Run }) {
  const { startUs, endUs, submission, jobscript, jobscriptRow, jobscriptColumn, exitCode } = run;
  const items: KeyValue[] = [];
  if (startUs !== undefined) {
    items.push({ key: 'start', label: 'Started', value: <Time timeUs={startUs} /> });
  }
  if (endUs !== undefined) {
    items.push({ key: 'end', label: 'Ended', value: <Time timeUs={endUs} /> });
  }
  if (startUs !== undefined && endUs !== undefined) {
    items.push({
      key: 'ran',
      label: 'Ran',
      value: (
        <span title={`${endUs - startUs} microseconds`}>{formatDuration(endUs - startUs)}</span>
      ),
    });
  }
  if (exitCode !== undefined) {
    items.push({ key: 'exit', label: 'Exit code', value: exitCode });
  }
  if (submission !== undefined) {
    items.push({
      key: 'submission',
      label: 'Submission',
      value: <PlaceLink to={{ view: 'submissions', submission }}>{submission}</PlaceLink>,
    });
  }
  if (submission !== undefined && jobscript !== undefined) {
    const cell =
      jobscriptRow === undefined || jobscriptColumn === undefined
        ? undefined
        : `row ${jobscriptRow}, column ${jobscriptColumn} of its grid`;
    items.push({
      key: 'jobscript',
      label: 'Jobscript',
      value: (
        <>
          <PlaceLink to={{ view: 'submissions', submission, jobscript }}>{jobscript}</PlaceLink>
          {cell !== undefined && <span className={styles.cell}>{cell}</span>}
        </>
      ),
    });
  }
  if (items.length === 0) return null;
  return (
    <div className={styles.facts}>
      <KeyValueList items={items} align="start" />
    </div>
  );
}
