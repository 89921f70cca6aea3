import { useEffect, useMemo, useRef } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { FocusGraph } from '../../../shared/contract/reasons.ts';
import { actionName } from '../../../shared/model/action-name.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { addressOfRun } from '../../queries/run-places.ts';
import { formatCount } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import {
  edgePath,
  layerLayout,
  NODE_HEIGHT,
  NODE_WIDTH,
  type Placed,
} from '../../visuals/lineage-layout.ts';
import styles from './LineageGraph.module.css';

interface LineageGraphProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly graph: FocusGraph;
  /** The run in the middle. */
  readonly row: number;
  /** Show the neighbours of a run too. */
  readonly onOpen: (row: number) => void;
}

/** Runs as boxes from sources to uses; what is left out is counted where it would hang. */
export function LineageGraph({ structure, index, graph, row, onOpen }: LineageGraphProps) {
  const layout = useMemo(
    () =>
      layerLayout(
        graph.nodes.map(({ row: id, level }) => ({ id, level })),
        graph.edges,
      ),
    [graph],
  );
  const frame = useRef<HTMLElement>(null);
  const middle = layout.places.get(row);
  useEffect(() => {
    const element = frame.current;
    if (element === null || middle === undefined) return;
    element.scrollTo({
      left: middle.x + NODE_WIDTH / 2 - element.clientWidth / 2,
      top: middle.y + NODE_HEIGHT / 2 - element.clientHeight / 2,
    });
  }, [middle]);
  return (
    <section ref={frame} className={styles.frame} aria-label="Lineage">
      <div className={styles.canvas} style={{ width: layout.width, height: layout.height }}>
        <svg className={styles.edges} width={layout.width} height={layout.height} aria-hidden>
          {graph.edges.map(({ from, to, paths }) => {
            const [a, b] = [layout.places.get(from), layout.places.get(to)];
            if (a === undefined || b === undefined) return null;
            return (
              <path
                key={`${from} ${to}`}
                d={edgePath(a, b)}
                className={styles.edge}
                data-near={from === row || to === row}
              >
                <title>{paths.join(', ')}</title>
              </path>
            );
          })}
        </svg>
        <ul>
          {graph.nodes.map((node) => {
            const place = layout.places.get(node.row);
            return place === undefined ? null : (
              <Node
                key={node.row}
                structure={structure}
                index={index}
                node={node}
                place={place}
                isMiddle={node.row === row}
                fedBy={graph.edges
                  .filter(({ to }) => to === node.row)
                  .flatMap(({ paths }) => paths)}
                onOpen={onOpen}
              />
            );
          })}
        </ul>
      </div>
    </section>
  );
}

interface NodeProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly node: FocusGraph['nodes'][number];
  readonly place: Placed;
  readonly isMiddle: boolean;
  /** Paths of the values it takes from runs in the graph. */
  readonly fedBy: readonly string[];
  readonly onOpen: (row: number) => void;
}

function Node({ structure, index, node, place, isMiddle, fedBy, onOpen }: NodeProps) {
  const { task: position, element, iteration, action } = placeOfRun(index, node.row);
  const task = structure.tasks[position];
  const address = addressOfRun(structure, index, node.row);
  const isInLoop = (task?.loops.length ?? 0) > 0;
  const hidden = node.hiddenAbove + node.hiddenBelow;
  return (
    <li
      className={styles.node}
      data-middle={isMiddle}
      style={{ left: place.x, top: place.y, width: NODE_WIDTH, height: NODE_HEIGHT }}
    >
      <StatusGlyph status={statusOfCode(index.runs.status[node.row] ?? 0)} />
      <span className={styles.words}>
        <PlaceLink
          to={isMiddle ? address : { ...address, view: 'lineage' }}
          className={styles.name}
          title={fedBy.length === 0 ? undefined : `takes ${fedBy.join(', ')}`}
        >
          <MiddleTruncate text={task === undefined ? 'run' : actionName(task, action)} isMono />
        </PlaceLink>
        <span className={styles.place}>
          element {element}
          {isInLoop ? `, iteration ${iteration}` : ''}
        </span>
      </span>
      {hidden > 0 && (
        <button
          type="button"
          className={styles.more}
          title={`${node.hiddenAbove} more it was made from, ${node.hiddenBelow} more that used it`}
          aria-label={`Show ${hidden} more runs around element ${element}`}
          onClick={() => onOpen(node.row)}
        >
          +{formatCount(hidden)}
        </button>
      )}
    </li>
  );
}
