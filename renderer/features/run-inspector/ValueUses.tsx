import type { Structure } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { noRuns, statusOfCode } from '../../../shared/model/status.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { useValueUse } from '../../queries/reasons.ts';
import { addressOfRun } from '../../queries/run-places.ts';
import { useRunIndex, useStructure } from '../../queries/workflow.ts';
import { CountBar } from '../../ui/CountBar.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './ValueUses.module.css';
import { runName } from './why-words.ts';

const MOST = 8;

/** What used a value, in the whole workflow, and how those runs ended. */
export function ValueUses({ parameter }: { readonly parameter: number }) {
  const structure = useStructure().data;
  const index = useRunIndex().data;
  const { data } = useValueUse(parameter);
  if (structure === undefined || index === undefined || data === undefined) return null;
  if (data.readers.length === 0) return <p className={styles.none}>No run has used it.</p>;
  return <Readers structure={structure} index={index} rows={data.readers} />;
}

interface ReadersProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly rows: Uint32Array;
}

function Readers({ structure, index, rows }: ReadersProps) {
  const counts = noRuns();
  for (const row of rows) {
    const code = index.runs.status[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return (
    <details className={styles.uses}>
      <summary className={styles.summary}>
        Used by {formatCounted(rows.length, 'run')}
        <CountBar counts={counts} size="thin" label="Runs that used it" />
      </summary>
      <ul>
        {[...rows.slice(0, MOST)].map((row) => (
          <li key={row} className={styles.line}>
            <StatusGlyph status={statusOfCode(index.runs.status[row] ?? 0)} />
            <PlaceLink to={addressOfRun(structure, index, row)}>
              {runName(structure, index, row)}
            </PlaceLink>
          </li>
        ))}
        {rows.length > MOST && <li>and {formatCount(rows.length - MOST)} more</li>}
      </ul>
    </details>
  );
}
