import { useMemo } from 'react';
import { useRunIndex, useRunIndexProgress, useStructure } from '../../queries/workflow.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page, Section } from '../../ui/Layout.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { LoopSection } from './LoopSection.tsx';
import styles from './LoopsPage.module.css';
import { nestLoops } from './loop-nesting.ts';

/** The loops of the workflow: what they go round, how often, and how each time went. */
export default function LoopsPage() {
  const structure = useStructure();
  const index = useRunIndex();
  const progress = useRunIndexProgress();
  const loops = useMemo(() => nestLoops(structure.data?.loops ?? []), [structure.data]);
  if (structure.data === undefined) {
    return (
      <div className={styles.alone}>
        {structure.error === undefined ? (
          <Skeleton rows={6} label="Reading the workflow" />
        ) : (
          <ErrorNote error={structure.error} onRetry={structure.refetch} />
        )}
      </div>
    );
  }
  if (loops.length === 0) {
    return <Empty title="No loops">Every task of this workflow runs once.</Empty>;
  }
  return (
    <Page>
      {index.data === undefined && (
        <Section>
          {index.error === undefined ? (
            <ProgressNote progress={progress} phase="Reading runs" onCancel={index.cancel} />
          ) : (
            <ErrorNote error={index.error} onRetry={index.refetch} />
          )}
        </Section>
      )}
      {loops.map(({ loop, depth }) => (
        <LoopSection
          key={loop.name}
          loop={loop}
          depth={depth}
          tasks={structure.data?.tasks ?? []}
          index={index.data}
          areSkipsInferred={structure.data?.areSkipsInferred ?? false}
        />
      ))}
    </Page>
  );
}
