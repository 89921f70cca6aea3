import { useState } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { useNaNOutputs } from '../../queries/reasons.ts';
import { addressOfRun, taskOfRun } from '../../queries/run-places.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import styles from './WorthALook.module.css';

interface NaNNoteProps {
  readonly structure: Structure;
  readonly index: RunIndex;
}

const AT_FIRST = 5;

/** Wrong but green: on demand, for it reads all outputs. */
export function NaNNote({ structure, index }: NaNNoteProps) {
  const [isAsked, setAsked] = useState(false);
  const { data, error, progress, cancel, refetch } = useNaNOutputs(isAsked);
  if (!isAsked) {
    return (
      <div>
        <Button size="small" onClick={() => setAsked(true)}>
          Look for NaN in outputs
        </Button>
      </div>
    );
  }
  if (data === undefined) {
    return error === undefined ? (
      <ProgressNote progress={progress} phase="Looking for NaN" onCancel={cancel} />
    ) : (
      <ErrorNote error={error} onRetry={refetch} />
    );
  }
  const firsts = new Map<number, string[]>();
  for (const { row, path, isInherited } of data.found) {
    if (isInherited) continue;
    firsts.set(row, [...(firsts.get(row) ?? []), path.replace(/^outputs\./, '')]);
  }
  const inherited = new Set(data.found.filter((one) => one.isInherited).map(({ row }) => row));
  const looked = `${formatCounted(data.valueCount, 'output')} looked through${
    data.unreadCount === 0 ? '' : `, ${formatCount(data.unreadCount)} not`
  }.`;
  if (firsts.size === 0) {
    return (
      <div className={styles.note} data-status="success">
        <b>No NaN in the outputs of runs that ended well.</b> {looked}
      </div>
    );
  }
  return (
    <div className={styles.note} data-status="skipped">
      <b>
        {formatCounted(firsts.size, 'run')} ended well, with NaN in{' '}
        {firsts.size === 1 ? 'its' : 'their'} outputs.
      </b>{' '}
      {inherited.size > 0 &&
        `${formatCounted(inherited.size, 'run')} took such a value and gave NaN too. `}
      {looked}
      <ul className={styles.list}>
        {[...firsts].slice(0, AT_FIRST).map(([row, names]) => {
          const { element, iteration } = placeOfRun(index, row);
          const name = taskOfRun(structure, index, row)?.name ?? 'a task';
          return (
            <li key={row}>
              <PlaceLink to={addressOfRun(structure, index, row)}>
                {name}, element {element}
                {iteration > 0 ? `, iteration ${iteration}` : ''}
              </PlaceLink>
              : {names.join(', ')}
            </li>
          );
        })}
        {firsts.size > AT_FIRST && <li>and {formatCount(firsts.size - AT_FIRST)} more</li>}
      </ul>
    </div>
  );
}
