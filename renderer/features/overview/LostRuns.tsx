import { useMemo } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import { probablyLost } from '../../../shared/model/probably-lost.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { addressOfRun, taskOfRun } from '../../queries/run-places.ts';
import { formatCounted, formatDuration } from '../../ui/format.ts';
import { lostWords } from '../../ui/lost-words.ts';
import styles from './WorthALook.module.css';

interface LostRunsProps {
  readonly structure: Structure;
  readonly index: RunIndex;
}

/** Runs that say running for far longer than their like. A note, never a status. */
export function LostRuns({ structure, index }: LostRunsProps) {
  // As of the reading: what a newer one says is weighed against its own time.
  const nowUs = index.asOfMs * 1000;
  const lost = useMemo(() => probablyLost(index, nowUs), [index, nowUs]);
  const [first] = lost;
  if (first === undefined) return null;
  const { element } = placeOfRun(index, first.row);
  const name = taskOfRun(structure, index, first.row)?.name ?? 'A task';
  return (
    <div className={styles.note} data-status="running">
      <b>
        {formatCounted(lost.length, 'run')} {lost.length === 1 ? 'is' : 'are'} probably lost.
      </b>{' '}
      {name}, element {element} has said running for {formatDuration(nowUs - first.startUs)};{' '}
      {lostWords(first.evidence, nowUs)}{' '}
      <PlaceLink to={addressOfRun(structure, index, first.row)}>Show it</PlaceLink>
    </div>
  );
}
