import { useMemo } from 'react';
import { recordedRange } from '../../../shared/model/timeline.ts';
import { useRunIndex, useRunIndexProgress, useStructure } from '../../queries/workflow.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Section } from '../../ui/Layout.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { TimelinePane } from './TimelinePane.tsx';

/** When everything ran: what took the time, what waited, what the end waited for. */
export default function TimelinePage() {
  const structure = useStructure();
  const index = useRunIndex();
  const progress = useRunIndexProgress();
  const runs = index.data;
  const range = useMemo(() => (runs === undefined ? undefined : recordedRange(runs)), [runs]);
  const error = structure.error ?? index.error;
  if (structure.data === undefined || runs === undefined) {
    return (
      <Section>
        {error === undefined ? (
          <ProgressNote progress={progress} phase="Reading runs" onCancel={index.cancel} />
        ) : (
          <ErrorNote error={error} onRetry={structure.error ? structure.refetch : index.refetch} />
        )}
      </Section>
    );
  }
  if (range === undefined) {
    return <Empty title="Nothing has run yet">No run of this workflow has a start time.</Empty>;
  }
  return <TimelinePane structure={structure.data} index={runs} range={range} />;
}
