import { NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { useElementLabel } from '../../queries/elements.ts';
import { formatCount } from '../../ui/format.ts';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { describeCounts } from '../../ui/status-words.ts';
import type { MapHit } from '../../visuals/run-map/map-hit.ts';
import styles from './MapCard.module.css';
import { columnWords, countsOfHit, elementsWords, outcomeWords, runFacts } from './map-words.ts';

interface MapCardProps {
  readonly index: RunIndex;
  readonly hit: MapHit;
  readonly taskInsertId: number;
}

/** What the cell under the pointer is. */
export function MapCard({ index, hit, taskInsertId }: MapCardProps) {
  const label = useElementLabel(taskInsertId, hit.element, hit.of.runs.length);
  const facts = runFacts(index, hit.run);
  return (
    <div className={styles.card}>
      {hit.elements.length > 1 && (
        <div className={styles.quiet}>
          {elementsWords(hit)}: {describeCounts(countsOfHit(index, hit))}. Most urgent:
        </div>
      )}
      <div className={styles.title}>
        {hit.run !== NONE && (
          <StatusGlyph status={statusOfCode(index.runs.status[hit.run] ?? 0)} isDecorative />
        )}
        <span>{outcomeWords(index, hit.run)}</span>
      </div>
      <div>{columnWords(hit)}</div>
      <div className={styles.quiet}>
        {hit.of.task.name}, element {formatCount(hit.element)}
      </div>
      {label !== undefined && <div className={styles.label}>{label}</div>}
      {facts.length > 0 && <div className={styles.quiet}>{facts.join(' · ')}</div>}
    </div>
  );
}
