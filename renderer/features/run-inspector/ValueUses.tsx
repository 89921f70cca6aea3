import type { Structure } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { noRuns } from '../../../shared/model/status.ts';
import { RunLink } from '../../queries/RunLink.tsx';
import { useValueUse } from '../../queries/reasons.ts';
import { statusOfRun } from '../../queries/run-places.ts';
import { useRunIndex, useStructure } from '../../queries/workflow.ts';
import { CountBar } from '../../ui/CountBar.tsx';
import { formatCounted } from '../../ui/format.ts';
import { StatusList } from '../../ui/StatusList.tsx';
import styles from './ValueUses.module.css';

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
      <StatusList label="Runs that used it" rows={rows} atFirst={8} statusOf={statusOfRun(index)}>
        {(at) => <RunLink structure={structure} index={index} row={at} />}
      </StatusList>
    </details>
  );
}
