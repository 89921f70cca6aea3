import { useState } from 'react';
import { runRow } from '../../../shared/model/run-index-queries.ts';
import { useFocusGraph } from '../../queries/reasons.ts';
import { useInspectedRun } from '../../queries/use-inspected-run.ts';
import { useRunIndex, useStructure } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCounted } from '../../ui/format.ts';
import { Column, Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { LineageGraph } from './LineageGraph.tsx';
import styles from './LineagePage.module.css';

type Steps = '1' | '2' | '4' | '20';

const STEPS: readonly { readonly value: Steps; readonly label: string }[] = [
  { value: '1', label: '1 step' },
  { value: '2', label: '2' },
  { value: '4', label: '4' },
  { value: '20', label: 'All' },
];

/** Where the values of a run came from, and where they went: the runs around it, never all. */
export default function LineagePage() {
  const { address } = usePlace();
  const structure = useStructure().data;
  const index = useRunIndex().data;
  const inspected = useInspectedRun(structure, index, address, undefined);
  const row =
    index === undefined || inspected?.action === undefined
      ? undefined
      : runRow(index, inspected.iterationRow, inspected.action, inspected.attempt);
  const [above, setAbove] = useState<Steps>('20');
  const [below, setBelow] = useState<Steps>('1');
  const [opened, setOpened] = useState<{ readonly of: number; readonly rows: readonly number[] }>();
  const rows = opened !== undefined && opened.of === row ? opened.rows : NONE;
  const steps = { above: Number(above), below: Number(below) };
  const graph = useFocusGraph(row, steps, rows);
  if (structure === undefined || index === undefined) {
    return <Skeleton rows={8} label="Reading runs" />;
  }
  if (row === undefined) {
    return <Empty title="No run selected">Select a run to see what it was made of.</Empty>;
  }
  return (
    <Column>
      <Toolbar>
        <span className={styles.word}>Made from</span>
        <Segments label="Steps up" size="small" value={above} options={STEPS} onChange={setAbove} />
        <span className={styles.word}>Used by</span>
        <Segments
          label="Steps down"
          size="small"
          value={below}
          options={STEPS}
          onChange={setBelow}
        />
        <Spacer />
        {graph.data !== undefined && (
          <span className={styles.word}>{formatCounted(graph.data.nodes.length, 'run')}</span>
        )}
      </Toolbar>
      {graph.data === undefined ? (
        graph.error === undefined ? (
          <Skeleton rows={8} label="Following values" />
        ) : (
          <ErrorNote error={graph.error} onRetry={graph.refetch} />
        )
      ) : (
        <LineageGraph
          structure={structure}
          index={index}
          graph={graph.data}
          row={row}
          onOpen={(at) => setOpened({ of: row, rows: [...rows, at] })}
        />
      )}
    </Column>
  );
}

const NONE: readonly number[] = [];
