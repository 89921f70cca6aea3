import type { DiskUse as DiskUseAnswer } from '../../../shared/contract/reasons.ts';
import { useDiskUse } from '../../queries/reasons.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatBytes, formatCount, formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import styles from './DiskUse.module.css';

type Part = DiskUseAnswer['parts'][number];

/** Parts shown at first; the smallest are one line. */
const MOST_PARTS = 8;

/** Bytes and files by part of the workflow, measured in the background. */
export function DiskUse() {
  const { data, error, progress, cancel, refetch } = useDiskUse();
  const sizeBytes = data?.parts.reduce((sum, part) => sum + part.sizeBytes, 0) ?? 0;
  const fileCount = data?.parts.reduce((sum, part) => sum + part.fileCount, 0) ?? 0;
  const parts = data?.parts.slice(0, MOST_PARTS) ?? [];
  const rest = data?.parts.slice(MOST_PARTS) ?? [];
  const archiveBytes = data?.archiveBytes;
  const takenBy = (part: Part): number => part.compressedBytes ?? part.sizeBytes;
  const largest = Math.max(1, ...parts.map(takenBy));
  const lines = [
    ...parts.map((part) => ({ ...part, label: part.name === '' ? 'files' : part.name })),
    ...(rest.length === 0
      ? []
      : [
          {
            name: 'rest',
            label: `${formatCount(rest.length)} more`,
            sizeBytes: rest.reduce((sum, part) => sum + part.sizeBytes, 0),
            ...(archiveBytes === undefined
              ? {}
              : { compressedBytes: rest.reduce((sum, part) => sum + takenBy(part), 0) }),
            fileCount: rest.reduce((sum, part) => sum + part.fileCount, 0),
          },
        ]),
  ];
  return (
    <Section
      title="On disk"
      aside={
        data === undefined
          ? undefined
          : archiveBytes === undefined
            ? `${formatBytes(sizeBytes)}, ${formatCounted(fileCount, 'file')}`
            : `${formatBytes(archiveBytes)} zipped`
      }
    >
      {data === undefined && error === undefined && (
        <ProgressNote progress={progress} phase="Measuring" onCancel={cancel} />
      )}
      {error !== undefined && <ErrorNote error={error} onRetry={refetch} />}
      {data !== undefined && (
        <table className={styles.parts}>
          <thead className={archiveBytes === undefined ? 'visually-hidden' : styles.head}>
            <tr>
              <th scope="col">Part</th>
              {archiveBytes === undefined && <th scope="col">Share</th>}
              {archiveBytes !== undefined && <th scope="col">Zipped</th>}
              <th scope="col">{archiveBytes === undefined ? 'Size' : 'Unzipped'}</th>
              <th scope="col">Files</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((part) => (
              <tr key={part.name}>
                <th scope="row" title={part.label}>
                  {part.label}
                </th>
                {archiveBytes === undefined && (
                  <td className={styles.share}>
                    <span
                      className={styles.bar}
                      style={{ width: `${(100 * takenBy(part)) / largest}%` }}
                    />
                  </td>
                )}
                {archiveBytes !== undefined && (
                  <td className={styles.size}>{formatBytes(takenBy(part))}</td>
                )}
                <td className={styles.size}>{formatBytes(part.sizeBytes)}</td>
                <td className={styles.count}>{formatCount(part.fileCount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data !== undefined && data.unreadCount > 0 && (
        <p className={styles.note}>
          {formatCounted(data.unreadCount, 'entry', 'entries')} could not be looked at.
        </p>
      )}
    </Section>
  );
}
