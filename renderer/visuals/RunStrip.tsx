import type { RunStatus } from '../../shared/model/status.ts';
import { statusColour } from '../design/status-colours.ts';

/** One cell: the status of a run, or nothing where the action does not run. */
export type StripCell = RunStatus | undefined;

interface RunStripProps {
  /** One group per iteration, one cell per action. */
  readonly groups: readonly (readonly StripCell[])[];
  /** Cell with a ring around it. */
  readonly selected?: { readonly group: number; readonly cell: number } | undefined;
  /** What it shows, in words: the cells are not read one by one. */
  readonly label: string;
}

export const STRIP_CELL_WIDTH = 9;
const HEIGHT = 11;
const GAP = 1;
export const STRIP_GROUP_GAP = 5;

/** Width in px of a strip with so many groups of so many cells. */
export function stripWidth(groups: number, cells: number): number {
  const group = cells * (STRIP_CELL_WIDTH + GAP) - GAP;
  return Math.max(0, groups * group + (groups - 1) * STRIP_GROUP_GAP);
}

/** Which cell is at `x` px from the left edge of a strip. */
export function cellAt(
  x: number,
  cells: number,
): { readonly group: number; readonly cell: number } | undefined {
  const pitch = cells * (STRIP_CELL_WIDTH + GAP) - GAP + STRIP_GROUP_GAP;
  if (x < 0 || pitch <= STRIP_GROUP_GAP) return undefined;
  const group = Math.floor(x / pitch);
  const cell = Math.floor((x - group * pitch) / (STRIP_CELL_WIDTH + GAP));
  return cell < cells ? { group, cell } : undefined;
}

/** Runs of an element, action by action: the same cells as in the map, at a size that shows signs. */
export function RunStrip({ groups, selected, label }: RunStripProps) {
  const cells = Math.max(1, ...groups.map((group) => group.length));
  const pitch = STRIP_CELL_WIDTH + GAP;
  const left = (group: number, cell: number): number =>
    group * (cells * pitch - GAP + STRIP_GROUP_GAP) + cell * pitch;
  const drawn = groups.flatMap((group, at) =>
    group.map((status, cell) => ({ key: `${at}.${cell}`, status, x: left(at, cell) })),
  );
  // Errors are drawn last: they bleed over the gap.
  const ordered = [
    ...drawn.filter(({ status }) => status !== 'error'),
    ...drawn.filter(({ status }) => status === 'error'),
  ];
  return (
    <svg
      role="img"
      aria-label={label}
      width={stripWidth(groups.length, cells)}
      height={HEIGHT}
      style={{ display: 'block', overflow: 'visible', forcedColorAdjust: 'none' }}
    >
      {ordered.map(({ key, status, x }) => (
        <Cell key={key} status={status} x={x} />
      ))}
      {selected !== undefined && (
        <rect
          x={left(selected.group, selected.cell) - 2}
          y={-2}
          width={STRIP_CELL_WIDTH + 4}
          height={HEIGHT + 4}
          fill="none"
          stroke="var(--text-primary)"
          strokeWidth={1.5}
        />
      )}
    </svg>
  );
}

function Cell({ status, x }: { readonly status: StripCell; readonly x: number }) {
  const middle = HEIGHT / 2;
  const centre = x + STRIP_CELL_WIDTH / 2;
  if (status === undefined) {
    return <rect x={centre - 1} y={middle - 0.5} width={2} height={1} fill="var(--line-normal)" />;
  }
  const cell = statusColour(status, 'cell');
  const mark = statusColour(status, 'mark');
  const cut = 'var(--glyph-cut, var(--surface-panel))';
  const box = { x, y: 0, width: STRIP_CELL_WIDTH, height: HEIGHT };
  switch (status) {
    case 'pending':
      return (
        <rect
          x={x + 0.5}
          y={0.5}
          width={STRIP_CELL_WIDTH - 1}
          height={HEIGHT - 1}
          fill="none"
          stroke="var(--line-normal)"
        />
      );
    case 'submitted':
      return (
        <>
          <rect {...box} fill={cell} />
          <rect x={centre - 1} y={middle - 1} width={2} height={2} fill={mark} />
        </>
      );
    case 'skipped':
      return (
        <>
          <rect {...box} fill={statusColour(status, 'tint')} />
          <rect x={x + 1} y={middle - 1.5} width={STRIP_CELL_WIDTH - 2} height={3} fill={mark} />
        </>
      );
    case 'ended-by-loop':
      return (
        <rect
          x={x + STRIP_CELL_WIDTH * 0.25}
          y={middle - 0.5}
          width={STRIP_CELL_WIDTH * 0.5}
          height={1}
          fill={mark}
        />
      );
    case 'likely-failed':
      return (
        <>
          <rect
            x={x + 0.75}
            y={0.75}
            width={STRIP_CELL_WIDTH - 1.5}
            height={HEIGHT - 1.5}
            fill="none"
            stroke={cell}
            strokeWidth={1.5}
          />
          <rect x={centre - 1} y={middle - 1} width={2} height={2} fill={cell} />
        </>
      );
    case 'error':
      return (
        <>
          <rect x={x - 1} y={-1} width={STRIP_CELL_WIDTH + 2} height={HEIGHT + 2} fill={cell} />
          <path
            d={`M${centre - 2.2} ${middle - 2.2}l4.4 4.4M${centre + 2.2} ${middle - 2.2}l-4.4 4.4`}
            stroke={cut}
            strokeWidth={1.5}
          />
        </>
      );
    case 'aborted':
      return (
        <>
          <rect {...box} fill={cell} />
          <path d={`M${centre - 2.5} ${middle}h5`} stroke={cut} strokeWidth={1.6} />
        </>
      );
    case 'running':
      return (
        <>
          <rect {...box} fill={cell} />
          <path d={`M${centre - 1.5} ${middle - 2.6}v5.2l3.6-2.6z`} fill={cut} />
        </>
      );
    default:
      return <rect {...box} fill={cell} />;
  }
}
