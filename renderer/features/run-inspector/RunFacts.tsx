import type { RunDetail } from '../../../shared/contract/documents.ts';
import type { SnapshotFile } from '../../../shared/contract/value-files.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatExactTimeUs,
  formatTimeUs,
} from '../../ui/format.ts';
import { type KeyValue, KeyValueList } from '../../ui/KeyValueList.tsx';
import { Section } from '../../ui/Layout.tsx';
import styles from './RunFacts.module.css';

type Run = NonNullable<RunDetail['run']>;

function Time({ timeUs }: { readonly timeUs: number }) {
  return <span title={formatExactTimeUs(timeUs)}>{formatTimeUs(timeUs)}</span>;
}

/** What later versions of hpcflow record beside times: absent where they do not. */
function recordedFacts(run: Run, notRecorded: readonly string[]): KeyValue[] {
  const { skipReason, host, port, directory, metadata } = run;
  const items: KeyValue[] = [];
  if (skipReason !== undefined) {
    items.push({ key: 'skip', label: 'Skipped', value: `because ${skipReason}` });
  }
  if (host !== undefined) items.push({ key: 'host', label: 'Host', value: <code>{host}</code> });
  if (port !== undefined) items.push({ key: 'port', label: 'Port', value: port });
  if (directory !== undefined) {
    items.push({ key: 'directory', label: 'Folder', value: <code>{directory}</code> });
  }
  items.push(...snapshotFacts(run, notRecorded));
  for (const { name, text } of metadata ?? []) {
    items.push({ key: `note ${name}`, label: name, value: text });
  }
  return items;
}

/** What it did to files of its folder, by the snapshots at its start and end. */
function snapshotFacts(
  { filesMade, filesChanged, filesRemoved, endUs }: Run,
  notRecorded: readonly string[],
): KeyValue[] {
  if (filesMade === undefined) {
    return endUs === undefined || notRecorded.includes('files made')
      ? []
      : [{ key: 'files', label: 'Files', value: 'no snapshots of its folder were taken' }];
  }
  const lists = [
    { label: 'Made', files: filesMade },
    { label: 'Changed', files: filesChanged ?? [] },
    { label: 'Removed', files: filesRemoved ?? [] },
  ].filter(({ files }) => files.length > 0);
  if (lists.length === 0 && endUs !== undefined) {
    return [{ key: 'files', label: 'Files', value: 'none made, changed or removed' }];
  }
  return lists.map(({ label, files }) => ({
    key: label,
    label,
    value: <SnapshotFiles files={files} />,
  }));
}

/** Files shown of a snapshot; a run may make thousands. */
const SHOWN_FILES = 8;

function SnapshotFiles({ files }: { readonly files: readonly SnapshotFile[] }) {
  const more = files.length - SHOWN_FILES;
  return (
    <ul>
      {files.slice(0, SHOWN_FILES).map(({ path, sizeBytes, modifiedUs }) => (
        <li key={path} title={formatExactTimeUs(modifiedUs)}>
          <code>{path}</code>
          <span className={styles.cell}>{formatBytes(sizeBytes)}</span>
        </li>
      ))}
      {more > 0 && <li className={styles.cell}>and {formatCount(more)} more</li>}
    </ul>
  );
}

interface RunFactsProps {
  readonly run: Run;
  readonly notRecorded: readonly string[];
}

/** When and where a run took place, what it made, and in which jobscript. */
export function RunFacts({ run, notRecorded }: RunFactsProps) {
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
  items.push(...recordedFacts(run, notRecorded));
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
        : `row ${jobscriptRow}, column ${jobscriptColumn} of ${run.jobscriptBlock ? `block ${run.jobscriptBlock}` : 'its grid'}`;
    items.push({
      key: 'jobscript',
      label: 'Jobscript',
      value: (
        <>
          <PlaceLink to={{ view: 'submissions', submission, jobscript }} className={styles.inText}>
            {jobscript}
          </PlaceLink>
          {cell !== undefined && <span className={styles.cell}>{cell}</span>}
        </>
      ),
    });
  }
  if (items.length === 0) return null;
  return (
    <Section title="Run" isNarrow>
      <KeyValueList items={items} align="start" />
    </Section>
  );
}
