import type { Task } from '../../../shared/contract/documents.ts';
import type { MapRows } from '../../../shared/contract/reasons.ts';
import { formatCount } from '../../ui/format.ts';
import { FootBar } from '../../ui/Layout.tsx';
import type { MapColouring } from '../../visuals/run-map/map-colouring.ts';
import { MapLegend } from './MapLegend.tsx';
import styles from './MapPane.module.css';
import { rowsNotes, rowsWords } from './map-rows-words.ts';
import type { useMapPath } from './use-map-path.ts';

interface MapFooterProps {
  readonly colouring: MapColouring;
  /** Rows that share a cell. */
  readonly density: number;
  /** `undefined` where each task has its own rows. */
  readonly rows: MapRows | undefined;
  readonly tasks: readonly Task[];
  readonly path: ReturnType<typeof useMapPath>;
}

/** What colours and rows of the map are. */
export function MapFooter({ colouring, density, rows, tasks, path }: MapFooterProps) {
  const notes = rows === undefined ? [] : rowsNotes(rows, tasks);
  const pathWords = path.isOn ? wordsOfPath(path.counts) : undefined;
  const hasRoom = colouring.legend.length === 0;
  return (
    <FootBar>
      {pathWords !== undefined && <span className={styles.path}>{pathWords}</span>}
      <MapLegend colouring={colouring} />
      {density > 1 && <span>1 row = {formatCount(density)} elements</span>}
      {hasRoom && pathWords === undefined && (
        <span
          title={
            rows === undefined
              ? 'Each task has its own elements, in their order from top to bottom'
              : rowsWords(rows, tasks)
          }
        >
          {notes.length > 0
            ? 'Rows follow lineage, some repeat'
            : rows === undefined
              ? 'Wheel zooms, drag selects'
              : 'Rows follow lineage'}
        </span>
      )}
    </FootBar>
  );
}

function wordsOfPath(counts: MapFooterProps['path']['counts']): string {
  return counts === undefined
    ? 'Select a run to see its path'
    : `Path: ${formatCount(counts.above)} before, ${formatCount(counts.below)} after`;
}
