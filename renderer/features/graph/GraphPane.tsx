import { useEffect, useMemo } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { formatCounted } from '../../ui/format.ts';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import type { Lit } from '../../visuals/task-graph/GraphScene.tsx';
import type { DrawnGraph } from '../../visuals/task-graph/graph-file.tsx';
import type { GraphLooks } from '../../visuals/task-graph/graph-looks.ts';
import { TaskGraphPicture } from '../../visuals/task-graph/TaskGraphPicture.tsx';
import type { TaskGraph } from '../../visuals/task-graph/task-graph.ts';
import styles from './GraphPage.module.css';
import { nodeWords } from './graph-words.ts';
import { useGraphPlaces } from './use-graph-places.ts';

interface GraphPaneProps {
  readonly graph: TaskGraph;
  readonly looks: GraphLooks;
  readonly frameWidths: ReadonlyMap<string, number>;
  readonly lit: Lit | undefined;
  readonly selected: string | undefined;
  readonly first: string | undefined;
  readonly onSelect: (node: string) => void;
  readonly onEnter: (node: string) => void;
  readonly onIteration: (loop: string, iteration: number) => void;
  readonly onDrawn: (drawn: DrawnGraph | undefined) => void;
}

/** The graph once it is laid out; until then how that goes. */
export function GraphPane(props: GraphPaneProps) {
  const { graph, looks, frameWidths, lit, onDrawn } = props;
  const { places, failure, cancel, retry } = useGraphPlaces(graph, frameWidths);
  const wordsOf = useMemo(() => nodeWords(graph, looks), [graph, looks]);
  useEffect(() => {
    onDrawn(places === undefined ? undefined : { graph, places, looks, lit });
    return () => onDrawn(undefined);
  }, [onDrawn, graph, places, looks, lit]);
  if (places === undefined) {
    const size = formatCounted(graph.nodes.length, 'box', 'boxes');
    if (failure === undefined) {
      return (
        <div className={styles.alone}>
          <ProgressNote progress={undefined} phase={`Laying out ${size}`} onCancel={cancel} />
        </div>
      );
    }
    return (
      <Empty title={failure === 'cancelled' ? 'Not laid out' : 'The graph cannot be laid out'}>
        <p>The Runs page lists every task of this workflow.</p>
        <Button onClick={retry}>Lay out {size}</Button>
      </Empty>
    );
  }
  return (
    <TaskGraphPicture
      label="Tasks, in the order of the template"
      graph={graph}
      places={places}
      looks={looks}
      lit={lit}
      selected={props.selected}
      first={props.first}
      wordsOf={wordsOf}
      onSelect={props.onSelect}
      onEnter={props.onEnter}
      onIteration={({ name }, iteration) => props.onIteration(name, iteration)}
    />
  );
}
