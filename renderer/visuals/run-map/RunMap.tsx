// biome-ignore-all lint/a11y/useSemanticElements: the cells are drawn; one stands for them all
// biome-ignore-all lint/a11y/useFocusableInteractive: the cell that stands for them takes the focus
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useCellColours } from '../use-cell-colours.ts';
import { useDeviceScale } from '../use-device-scale.ts';
import { useElementSize } from '../use-element-size.ts';
import type { MapColouring } from './map-colouring.ts';
import type { LoopStep, MapColumns } from './map-columns.ts';
import { guttersOf } from './map-frame.ts';
import { placeColumns, viewShowing } from './map-geometry.ts';
import { type BoxedElements, hitOfCell, type MapCell, type MapHit, pieceOf } from './map-hit.ts';
import { mapCommand } from './map-keys.ts';
import { boxOfCell, paintOverlay, paintWindow, WINDOW_PX, windowLeft } from './map-overlay.ts';
import { overviewCodes, paintCells } from './map-paint.ts';
import type { PathCodes } from './map-path.ts';
import { piecesPerCell } from './map-pieces.ts';
import styles from './RunMap.module.css';
import { useFrameInk } from './use-frame-ink.ts';
import { useHoverCell } from './use-hover-cell.ts';
import { useMapPointer } from './use-map-pointer.ts';
import { useMapView } from './use-map-view.ts';
import { type ElementLabel, type ElementRange, useRowMarks } from './use-row-marks.ts';

export interface RunMapProps {
  readonly label: string;
  readonly map: MapColumns;
  readonly colouring: MapColouring;
  /** What is on the path that is shown; the rest is dimmed. */
  readonly path: PathCodes | undefined;
  /** Task (position) whose elements the row labels, the window, the marks and boxes are of. */
  readonly rowTask: number | undefined;
  readonly rowLabels: readonly ElementLabel[];
  /** Elements in sight in the table. */
  readonly window: ElementRange | undefined;
  /** Elements selected in the table, as ranges. */
  readonly marks: readonly ElementRange[];
  readonly selected: MapCell | undefined;
  /** Iterations all views look at. */
  readonly current: readonly LoopStep[];
  readonly isNarrow: boolean;
  /** What a cell is, in words. */
  readonly wordsOf: (hit: MapHit) => string;
  readonly renderCard: (hit: MapHit) => ReactNode;
  readonly onSelect: (hit: MapHit, how: 'pointer' | 'keys') => void;
  readonly onEnter: (hit: MapHit) => void;
  readonly onBox: (box: BoxedElements) => void;
  /** Rows that share a cell, where they would be too low to be told apart. */
  readonly onDensity: (rowsPerCell: number) => void;
}

const NO_CELL: MapCell = { column: 0, element: 0 };

/**
 * The whole workflow as cells: elements down, actions and iterations across. Drawn on a canvas from
 * one byte per cell, only what is in sight; for assistive technology a grid of which one cell exists
 * at a time, and the table beside it has everything as text.
 */
export function RunMap(props: RunMapProps) {
  const { label, map, colouring, path, isNarrow, selected, wordsOf } = props;
  const { onSelect, onEnter, onDensity } = props;
  const [frameRef, frame] = useElementSize<HTMLDivElement>();
  const cellsRef = useRef<HTMLCanvasElement>(null);
  const overlayRef = useRef<HTMLCanvasElement>(null);
  const windowRef = useRef<HTMLCanvasElement>(null);
  const colours = useCellColours(frameRef);
  const ink = useFrameInk(frameRef, colours);
  const gutters = useMemo(() => guttersOf(map, isNarrow), [map, isNarrow]);
  const size = useMemo(
    () => ({
      widthPx: Math.max(0, frame.widthPx - gutters.left - gutters.right),
      heightPx: Math.max(0, frame.heightPx - gutters.top - gutters.bottom),
    }),
    [frame, gutters],
  );
  const places = useMemo(() => placeColumns(map, size.widthPx), [map, size.widthPx]);
  const { view, change, zoom, pan } = useMapView(map.rowCount, places, size);
  const hover = useHoverCell();
  const scale = useDeviceScale();
  const [walked, setWalked] = useState<MapCell>(selected ?? NO_CELL);
  const at = hitOfCell(map, view, walked) === undefined ? NO_CELL : walked;
  const pointer = useMapPointer({
    ...props,
    frameRef,
    places,
    view,
    size,
    gutters,
    widthPx: frame.widthPx,
    zoom,
    pan,
    change,
    hover,
    onChoose: (hit) => {
      setWalked(hit);
      onSelect(hit, 'pointer');
    },
  });

  // A selection made elsewhere (the table, Back) is brought into view.
  const shownAt = useRef<MapCell>();
  const shownMap = useRef(map);
  const walkedRef = useRef(walked);
  walkedRef.current = walked;
  useEffect(() => {
    if (selected === undefined || size.heightPx === 0) return;
    const before = shownAt.current;
    if (sameCell(before, selected) && shownMap.current === map) return;
    shownMap.current = map;
    shownAt.current = selected;
    // Where it was chosen here, it is at the piece that was chosen.
    const shown = sameCell(walkedRef.current, selected) ? walkedRef.current : selected;
    setWalked(shown);
    const pieces = map.columns[shown.column]?.pieces;
    const piece = pieceOf(map, shown);
    if (pieces === undefined || piece === undefined) return;
    change((old) =>
      viewShowing(
        old,
        (pieces.tops[piece] ?? 0) * old.rowPx,
        (pieces.bottoms[piece] ?? 0) * old.rowPx,
        size.heightPx,
      ),
    );
  }, [selected, size.heightPx, map, change]);

  const density = piecesPerCell(view.rowPx);
  useEffect(() => onDensity(density), [density, onDensity]);

  const overview = useMemo(
    () => overviewCodes(map, path ?? colouring.codes, Math.floor(size.heightPx)),
    [map, colouring, path, size.heightPx],
  );
  useEffect(() => {
    const context = prepared(cellsRef.current, size.widthPx, size.heightPx, scale);
    if (context === undefined || colours === undefined || size.widthPx === 0) return;
    paintCells(context, { map, places, colouring, path, view, size, colours, scale });
  }, [map, places, colouring, path, view, size, colours, scale]);
  const { window, marks, rowLabels, rowPieces } = useRowMarks(props);
  const { current } = props;
  const { box } = pointer;
  useEffect(() => {
    const context = prepared(overlayRef.current, frame.widthPx, frame.heightPx, scale);
    if (context === undefined || colours === undefined || ink === undefined) return;
    paintOverlay(context, {
      map,
      places,
      colouring,
      colours,
      ink,
      view,
      size,
      gutters,
      widthPx: frame.widthPx,
      isNarrow,
      current,
      marks,
      rowLabels,
      rowPieces,
      selected: selected !== undefined && sameCell(at, selected) ? at : selected,
      box,
      overview,
      scale,
    });
  }, [
    frame,
    map,
    places,
    colouring,
    colours,
    ink,
    view,
    size,
    gutters,
    isNarrow,
    current,
    marks,
    rowLabels,
    rowPieces,
    selected,
    at,
    box,
    overview,
    scale,
  ]);
  // On a canvas of its own: it moves while the table scrolls, and nothing else does then.
  useEffect(() => {
    const context = prepared(windowRef.current, WINDOW_PX, frame.heightPx, scale);
    if (context === undefined || ink === undefined) return;
    paintWindow(context, { window, places, view, size, gutters, ink, scale });
  }, [window, places, view, size, gutters, ink, scale, frame.heightPx]);

  const hit = hitOfCell(map, view, at);
  const place = boxOfCell({ map, places, view, gutters }, at);
  return (
    <div
      ref={frameRef}
      className={styles.frame}
      role="grid"
      aria-label={label}
      aria-rowcount={map.rowCount}
      aria-colcount={map.columns.length}
      {...pointer.handlers}
    >
      <canvas
        ref={cellsRef}
        className={styles.cells}
        style={{ left: gutters.left, top: gutters.top, width: size.widthPx, height: size.heightPx }}
        aria-hidden
      />
      <canvas
        ref={overlayRef}
        className={styles.overlay}
        style={{ width: frame.widthPx, height: frame.heightPx }}
        aria-hidden
      />
      <canvas
        ref={windowRef}
        className={styles.overlay}
        style={{
          left: windowLeft({ places, view, size, gutters }),
          width: WINDOW_PX,
          height: frame.heightPx,
        }}
        aria-hidden
      />
      <div role="row" aria-rowindex={Math.floor(rowOf(map, at)) + 1}>
        <div
          className={styles.here}
          role="gridcell"
          tabIndex={0}
          aria-colindex={at.column + 1}
          aria-selected={sameCell(selected, at)}
          aria-label={hit === undefined ? 'No cells' : wordsOf(hit)}
          style={{
            left: place.left,
            top: Math.max(0, place.top),
            width: place.right - place.left,
            height: Math.max(1, place.bottom - place.top),
          }}
          onKeyDown={(event) => {
            if (event.altKey || event.ctrlKey || event.metaKey) return;
            const command = mapCommand(event.key, {
              map,
              colouring,
              view,
              heightPx: size.heightPx,
              at,
            });
            if (command === undefined) return;
            event.preventDefault();
            hover.hide();
            if (command.kind === 'zoom') zoom(command.factor, place.top - gutters.top);
            else if (command.kind === 'enter') {
              if (hit !== undefined) onEnter(hit);
            } else {
              setWalked(command.to);
              const next = hitOfCell(map, view, command.to);
              if (next !== undefined) onSelect(next, 'keys');
            }
          }}
        />
      </div>
      {hover.shown !== undefined &&
        createPortal(
          <div className={styles.card} role="tooltip" style={cardPlace(hover.shown)}>
            {props.renderCard(hover.shown.hit)}
          </div>,
          document.body,
        )}
    </div>
  );
}

/** Row of the map that a cell begins in. */
function rowOf(map: MapColumns, cell: MapCell): number {
  return map.columns[cell.column]?.pieces.tops[pieceOf(map, cell) ?? 0] ?? 0;
}

const sameCell = (a: MapCell | undefined, b: MapCell): boolean =>
  a?.column === b.column && a.element === b.element;

const CARD_PX = 300;

function cardPlace({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }) {
  const isLow = clientY > window.innerHeight * 0.7;
  return {
    left: Math.max(8, Math.min(clientX + 14, window.innerWidth - CARD_PX - 8)),
    ...(isLow ? { bottom: window.innerHeight - clientY + 12 } : { top: clientY + 14 }),
  };
}

/** Context of a canvas of this size; resized only when it has another. */
function prepared(
  canvas: HTMLCanvasElement | null,
  widthPx: number,
  heightPx: number,
  scale: number,
): CanvasRenderingContext2D | undefined {
  const context = canvas?.getContext('2d') ?? undefined;
  if (canvas === null || context === undefined) return undefined;
  const width = Math.max(1, Math.round(widthPx * scale));
  const height = Math.max(1, Math.round(heightPx * scale));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return context;
}
