import { STRIP_CELL_WIDTH, STRIP_HEIGHT, type StripCell, stripShapes } from './strip-shapes.ts';

interface RunStripProps {
  /** One group per iteration, one cell per action. */
  readonly groups: readonly (readonly StripCell[])[];
  /** Cell with a ring around it. */
  readonly selected?: { readonly group: number; readonly cell: number } | undefined;
  /** What it shows, in words: the cells are not read one by one. */
  readonly label: string;
}

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
  const places = new Map<StripCell, number[]>();
  for (const [at, group] of groups.entries()) {
    for (const [cell, status] of group.entries()) {
      const known = places.get(status);
      if (known === undefined) places.set(status, [left(at, cell)]);
      else known.push(left(at, cell));
    }
  }
  return (
    <svg
      role="img"
      aria-label={label}
      width={stripWidth(groups.length, cells)}
      height={STRIP_HEIGHT}
      style={{ display: 'block', overflow: 'visible', forcedColorAdjust: 'none' }}
    >
      {/* One path for all cells of a status: a row that scrolls in is a few nodes, not one per run. */}
      {[...places]
        // Errors are drawn last: they bleed over the gap.
        .sort(([a], [b]) => Number(a === 'error') - Number(b === 'error'))
        .flatMap(([status, xs]) =>
          stripShapes(status).map(({ path, ...ink }) => (
            <path key={`${status} ${path(0)}`} d={xs.map(path).join('')} {...ink} />
          )),
        )}
      {selected !== undefined && (
        <rect
          x={left(selected.group, selected.cell) - 2}
          y={-2}
          width={STRIP_CELL_WIDTH + 4}
          height={STRIP_HEIGHT + 4}
          fill="none"
          stroke="var(--text-primary)"
          strokeWidth={1.5}
        />
      )}
    </svg>
  );
}
