/** A jobscript as the picture needs it. */
export interface JobscriptNode {
  readonly index: number;
  readonly dependencies: readonly { readonly jobscript: number; readonly isArray: boolean }[];
}

export interface PlacedNode {
  readonly index: number;
  /** Longest chain of jobscripts before it. */
  readonly depth: number;
  /** Top left corner, px. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  /** The jobscript that is waited for. */
  readonly from: number;
  readonly to: number;
  readonly isArray: boolean;
  /** SVG path. */
  readonly path: string;
}

export interface JobscriptLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly widthPx: number;
  readonly heightPx: number;
}

export const NODE_WIDTH_PX = 118;
export const NODE_HEIGHT_PX = 52;
const COLUMN_PX = NODE_WIDTH_PX + 52;
const ROW_PX = NODE_HEIGHT_PX + 20;
const MARGIN_PX = 20;

/** Beyond these a picture no longer says more than the table. */
export const MAX_NODES = 80;
export const MAX_EDGES = 300;

export function isDrawable(jobscripts: readonly JobscriptNode[]): boolean {
  const edges = jobscripts.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
  return jobscripts.length <= MAX_NODES && edges <= MAX_EDGES;
}

/** Columns by depth; within a column near the jobscripts that are waited for. */
export function layOut(jobscripts: readonly JobscriptNode[]): JobscriptLayout {
  const depths = depthsOf(jobscripts);
  const columns: JobscriptNode[][] = [];
  for (const jobscript of jobscripts) {
    const depth = depths.get(jobscript.index) ?? 0;
    const column = columns[depth] ?? [];
    column.push(jobscript);
    columns[depth] = column;
  }
  const placed = new Map<number, PlacedNode>();
  columns.forEach((column, depth) => {
    const wish = (node: JobscriptNode): number => {
      const rows = node.dependencies.flatMap(({ jobscript }) => placed.get(jobscript)?.y ?? []);
      return rows.length === 0 ? 0 : rows.reduce((sum, y) => sum + y, 0) / rows.length;
    };
    const ordered = column
      .map((node) => ({ node, wish: wish(node) }))
      .sort((a, b) => a.wish - b.wish || a.node.index - b.node.index);
    ordered.forEach(({ node }, row) => {
      const x = MARGIN_PX + depth * COLUMN_PX;
      placed.set(node.index, { index: node.index, depth, x, y: MARGIN_PX + row * ROW_PX });
    });
  });
  const tallest = Math.max(0, ...columns.map((column) => column?.length ?? 0));
  return {
    nodes: jobscripts.flatMap(({ index }) => placed.get(index) ?? []),
    edges: edgesOf(jobscripts, placed),
    widthPx: MARGIN_PX * 2 + Math.max(0, columns.length * COLUMN_PX - (COLUMN_PX - NODE_WIDTH_PX)),
    heightPx: MARGIN_PX * 2 + Math.max(0, tallest * ROW_PX - (ROW_PX - NODE_HEIGHT_PX)),
  };
}

/** Longest chain before each jobscript. What points at itself or nowhere is passed over. */
export function depthsOf(jobscripts: readonly JobscriptNode[]): ReadonlyMap<number, number> {
  const byIndex = new Map(jobscripts.map((jobscript) => [jobscript.index, jobscript]));
  const depths = new Map<number, number>();
  const open = new Set<number>();
  const visit = (index: number): number => {
    const known = depths.get(index);
    if (known !== undefined) return known;
    const jobscript = byIndex.get(index);
    if (jobscript === undefined || open.has(index)) return -1;
    open.add(index);
    const depth = 1 + Math.max(-1, ...jobscript.dependencies.map((one) => visit(one.jobscript)));
    open.delete(index);
    depths.set(index, depth);
    return depth;
  };
  for (const { index } of jobscripts) visit(index);
  return depths;
}

function edgesOf(
  jobscripts: readonly JobscriptNode[],
  placed: ReadonlyMap<number, PlacedNode>,
): PlacedEdge[] {
  return jobscripts.flatMap(({ index, dependencies }) => {
    const to = placed.get(index);
    return dependencies.flatMap(({ jobscript, isArray }) => {
      const from = placed.get(jobscript);
      if (from === undefined || to === undefined || from.depth >= to.depth) return [];
      return { from: jobscript, to: index, isArray, path: pathBetween(from, to) };
    });
  });
}

function pathBetween(from: PlacedNode, to: PlacedNode): string {
  const startX = from.x + NODE_WIDTH_PX;
  const startY = from.y + NODE_HEIGHT_PX / 2;
  const endX = to.x - 3;
  const endY = to.y + NODE_HEIGHT_PX / 2;
  if (to.depth === from.depth + 1) {
    const middle = (startX + endX) / 2;
    return `M${startX} ${startY}C${middle} ${startY} ${middle} ${endY} ${endX} ${endY}`;
  }
  // Past the columns between, in the gap below the upper row.
  const laneY = Math.min(from.y, to.y) + NODE_HEIGHT_PX + (ROW_PX - NODE_HEIGHT_PX) / 2;
  const turn = 14;
  return (
    `M${startX} ${startY}C${startX + turn} ${startY} ${startX + turn} ${laneY} ` +
    `${startX + turn * 2} ${laneY}H${endX - turn * 2}` +
    `C${endX - turn} ${laneY} ${endX - turn} ${endY} ${endX} ${endY}`
  );
}
