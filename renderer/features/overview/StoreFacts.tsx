import type { Identity, Structure } from '../../../shared/contract/documents.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { formatCount, formatCounted, formatExactTimeUs, formatTime } from '../../ui/format.ts';
import { type KeyValue, KeyValueList } from '../../ui/KeyValueList.tsx';
import { Section } from '../../ui/Layout.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { generationWords } from '../../ui/store-words.ts';
import styles from './StoreFacts.module.css';

const KINDS = {
  json: 'JSON files',
  zarr: 'Zarr folder',
  zip: 'Zarr in a zip file',
} as const satisfies Record<Identity['store'], string>;

/** Date and time to the minute; the tooltip has every digit. */
const minuteWords = (timeMs: number): string => formatTime(timeMs).slice(0, -3);

/** What the array is of that a backup was made of. */
const rechunkedWords = (backup: string): string =>
  backup.includes('runs') ? 'runs' : 'parameters';

/** Where and how the workflow is stored, and by what it was made. */
export function StoreFacts({ structure }: { readonly structure: Structure }) {
  const { identity, loops, submissionCount, parameterCount, rechunkBackups } = structure;
  const items: KeyValue[] = [
    { key: 'kind', label: 'Kind', value: KINDS[identity.store] },
    { key: 'format', label: 'Format', value: generationWords(identity.generation) ?? 'unknown' },
  ];
  if (rechunkBackups !== undefined) {
    items.push({
      key: 'rechunked',
      label: 'Rechunked',
      value: (
        <span title={`Kept as they were before: ${rechunkBackups.join(', ')}`}>
          {rechunkBackups.map(rechunkedWords).join(', ')}, backups kept
        </span>
      ),
    });
  }
  if (identity.storedName !== undefined) {
    items.push({
      key: 'stored-name',
      label: 'Made as',
      value: <MiddleTruncate text={identity.storedName} />,
    });
  }
  if (identity.appVersion !== undefined) {
    items.push({
      key: 'app',
      label: identity.appName ?? 'hpcflow',
      value: identity.appVersion,
    });
  }
  if (identity.pythonVersion !== undefined) {
    items.push({ key: 'python', label: 'Python', value: identity.pythonVersion });
  }
  if (identity.createdUs !== undefined) {
    const createdMs = identity.createdUs / 1000;
    items.push({
      key: 'created',
      label: 'Created',
      value: <span title={formatExactTimeUs(identity.createdUs)}>{minuteWords(createdMs)}</span>,
    });
  }
  items.push(
    {
      key: 'submissions',
      label: 'Submissions',
      value:
        submissionCount === 0 ? (
          'none'
        ) : (
          <PlaceLink to={{ view: 'submissions' }}>{formatCount(submissionCount)}</PlaceLink>
        ),
    },
    {
      key: 'parameters',
      label: 'Parameters',
      value: <PlaceLink to={{ view: 'parameters' }}>{formatCount(parameterCount)}</PlaceLink>,
    },
  );
  if (loops.length > 0) {
    items.push({
      key: 'loops',
      label: 'Loops',
      value: loops.map((loop, at) => (
        <span key={loop.name}>
          {at > 0 && ', '}
          <PlaceLink to={{ view: 'loops' }} className={styles.inText}>
            {loop.name}
          </PlaceLink>{' '}
          {formatCounted(loop.addedIterations, 'iteration')}
        </span>
      )),
    });
  }
  return (
    <Section title="Store">
      <KeyValueList items={items} />
    </Section>
  );
}
