import { RunLink } from '../../queries/RunLink.tsx';
import { useValueUse } from '../../queries/reasons.ts';
import { statusOfRun } from '../../queries/run-places.ts';
import { useRunIndex, useStructure } from '../../queries/workflow.ts';
import { formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { StatusList } from '../../ui/StatusList.tsx';
import styles from './ValueFacts.module.css';

/** The runs that read a parameter, and how they ended. */
export function ReadBy({ parameter }: { readonly parameter: number }) {
  const readers = useValueUse(parameter).data?.readers;
  const structure = useStructure().data;
  const index = useRunIndex().data;
  if (readers === undefined || structure === undefined || index === undefined) return null;
  return (
    <Section
      title="Read by"
      aside={readers.length === 0 ? undefined : formatCounted(readers.length, 'run')}
      isNarrow
    >
      {readers.length === 0 ? (
        <p className={styles.none}>No run reads it.</p>
      ) : (
        <StatusList label="Read by" rows={readers} atFirst={5} statusOf={statusOfRun(index)}>
          {(at) => <RunLink structure={structure} index={index} row={at} />}
        </StatusList>
      )}
    </Section>
  );
}
