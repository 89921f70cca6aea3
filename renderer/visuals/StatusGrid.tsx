// biome-ignore-all lint/a11y/useSemanticElements: the cells are drawn; one stands for them all
// biome-ignore-all lint/a11y/useFocusableInteractive: the cell that stands for them takes the focus
// biome-ignore-all lint/a11y/useKeyWithClickEvents: that cell handles the keys too
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { RunStatus } from '../../shared/model/status.ts';
import { MiddleTruncate } from '../ui/MiddleTruncate.tsx';
import { paintStatusCell } from './paint-status-cell.ts';
import styles from './StatusGrid.module.css';
import { type BinnedGrid, binColumns, binContent } from './status-grid.ts';
import { useCellColours } from './use-cell-colours.ts';
import { useElementSize } from './use-element-size.ts';

const ROW_PX = 19;
const CELL_PX = 14;
const PAD_PX = 3;

interface StatusGridProps {
  readonly label: string;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly rowLabel: (row: number) => string;
  readonly statusAt: (row: number, column: number) => RunStatus | undefined;
  /** Words for a cell: what it is and how it ended. */
  readonly wordsOf: (row: number, column: number) => string;
  readonly onChoose: (row: number, column: number) => void;
}

/**
 * Statuses as rows of cells, drawn. Where there is no room for each column, several share a cell
 * and it shows the most urgent; failures are drawn last and never lost.
 */
export function StatusGrid(props: StatusGridProps) {
  const { label, rowCount, columnCount, rowLabel, statusAt, wordsOf, onChoose } = props;
  const [frameRef, size] = useElementSize<HTMLDivElement>();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const colours = useCellColours(frameRef);
  const [at, setAt] = useState({ row: 0, bin: 0 });
  const [hover, setHover] = useState<{ readonly row: number; readonly bin: number }>();
  const widthPx = Math.max(0, size.widthPx - PAD_PX * 2);
  const grid = useMemo(
    () => binColumns(rowCount, columnCount, widthPx),
    [rowCount, columnCount, widthPx],
  );
  const heightPx = rowCount * ROW_PX + PAD_PX;

  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === undefined || context === null || colours === undefined) {
      return;
    }
    const scale = window.devicePixelRatio;
    canvas.width = Math.round(size.widthPx * scale);
    canvas.height = Math.round(heightPx * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, size.widthPx, heightPx);
    for (const pass of ['others', 'errors'] as const) {
      for (let row = 0; row < rowCount; row += 1) {
        for (let bin = 0; bin < grid.binCount; bin += 1) {
          const status = contentOf(row, bin)?.status;
          if (status === undefined || (status === 'error') !== (pass === 'errors')) continue;
          paintStatusCell(context, status, boxOf(grid, row, bin), colours);
        }
      }
    }
    function contentOf(row: number, bin: number) {
      return binContent(grid, columnCount, bin, (column) => statusAt(row, column));
    }
  }, [grid, colours, size.widthPx, heightPx, rowCount, columnCount, statusAt]);

  const cellUnder = (event: MouseEvent<HTMLElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const row = Math.floor((event.clientY - bounds.top) / ROW_PX);
    const bin = Math.floor((event.clientX - bounds.left - PAD_PX) / grid.binWidthPx);
    const isInside = row >= 0 && row < rowCount && bin >= 0 && bin < grid.binCount;
    return isInside ? { row, bin } : undefined;
  };
  const choose = (row: number, bin: number): void => {
    const content = binContent(grid, columnCount, bin, (column) => statusAt(row, column));
    if (content !== undefined) onChoose(row, content.column);
  };
  const words = (row: number, bin: number): string => {
    const content = binContent(grid, columnCount, bin, (column) => statusAt(row, column));
    if (content === undefined) return 'Nothing to run';
    const rest = content.runCount - 1;
    const others = rest > 0 ? ` ${rest} more in this cell.` : '';
    return `${wordsOf(row, content.column)}${others}`;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((old) => ({
        row: Math.max(0, Math.min(rowCount - 1, old.row + step.row)),
        bin: Math.max(0, Math.min(grid.binCount - 1, old.bin + step.bin)),
      }));
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(at.row, at.bin);
    }
  };
  const shown = hover ?? at;

  return (
    <div className={styles.grid}>
      <div className={styles.labels} aria-hidden>
        {Array.from({ length: rowCount }, (_, row) => row).map((row) => (
          <MiddleTruncate key={row} className={styles.label} text={rowLabel(row)} />
        ))}
      </div>
      <div ref={frameRef} className={styles.frame}>
        <div
          className={styles.cells}
          role="grid"
          aria-label={label}
          aria-rowcount={rowCount}
          aria-colcount={columnCount}
          style={{ height: heightPx }}
          onPointerMove={(event) => setHover(cellUnder(event))}
          onPointerLeave={() => setHover(undefined)}
          onClick={(event) => {
            const cell = cellUnder(event);
            if (cell === undefined) return;
            setAt(cell);
            choose(cell.row, cell.bin);
          }}
        >
          <canvas
            ref={canvasRef}
            className={styles.canvas}
            style={{ height: heightPx }}
            aria-hidden
          />
          <div role="row" aria-rowindex={at.row + 1}>
            <div
              className={styles.here}
              role="gridcell"
              aria-colindex={at.bin * grid.perBin + 1}
              aria-label={words(at.row, at.bin)}
              tabIndex={0}
              style={hereBox(grid, at.row, at.bin)}
              onKeyDown={onKeyDown}
            />
          </div>
        </div>
      </div>
      <p className={styles.words}>
        {words(shown.row, shown.bin)}
        {grid.perBin > 1 && <span className={styles.note}> 1 cell is {grid.perBin} elements.</span>}
      </p>
    </div>
  );
}

const STEPS: Readonly<Record<string, { readonly row: number; readonly bin: number }>> = {
  ArrowLeft: { row: 0, bin: -1 },
  ArrowRight: { row: 0, bin: 1 },
  ArrowUp: { row: -1, bin: 0 },
  ArrowDown: { row: 1, bin: 0 },
  Home: { row: 0, bin: Number.NEGATIVE_INFINITY },
  End: { row: 0, bin: Number.POSITIVE_INFINITY },
};

function boxOf(grid: BinnedGrid, row: number, bin: number) {
  const gap = grid.binWidthPx > 4 ? 1 : 0.5;
  return {
    x: PAD_PX + bin * grid.binWidthPx,
    y: PAD_PX + row * ROW_PX,
    width: Math.max(1, grid.binWidthPx - gap),
    height: CELL_PX,
  };
}

function hereBox(grid: BinnedGrid, row: number, bin: number) {
  const { x, y, width, height } = boxOf(grid, row, bin);
  return { left: x - 2, top: y - 2, width: width + 4, height: height + 4 };
}
