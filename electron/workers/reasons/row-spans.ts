/** Rows a thing spans: pairs of top and bottom, ascending, not touching. */
export type Spans = readonly number[];

/** All rows of several spans. */
export function unite(all: readonly Spans[]): Spans {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  const pairs: (readonly [number, number])[] = [];
  for (const spans of all) {
    for (let at = 0; at < spans.length; at += 2) pairs.push([spans[at] ?? 0, spans[at + 1] ?? 0]);
  }
  pairs.sort((a, b) => a[0] - b[0]);
  const united: number[] = [];
  for (const [top, bottom] of pairs) {
    const last = united.length - 1;
    if (last > 0 && top <= (united[last] ?? 0)) {
      united[last] = Math.max(bottom, united[last] ?? 0);
    } else united.push(top, bottom);
  }
  return united;
}

export function heightOf(spans: Spans): number {
  let height = 0;
  for (let at = 0; at < spans.length; at += 2) height += (spans[at + 1] ?? 0) - (spans[at] ?? 0);
  return height;
}

/** Where elements stand: pieces from top to bottom, none over another. */
export interface Pieces {
  readonly tops: number[];
  readonly bottoms: number[];
  readonly elements: number[];
  /** An element has several pieces. */
  readonly isRepeated: boolean;
  /** Elements share the height of rows that they all span. */
  readonly isShared: boolean;
}

/**
 * Lays spans of elements out. Rows that several elements span are shared among them, in their order.
 *
 * @param spansOf Spans of each element; an empty one has no piece.
 */
export function layOut(spansOf: readonly Spans[]): Pieces {
  const edges: { readonly at: number; readonly element: number; readonly isTop: boolean }[] = [];
  for (const [element, spans] of spansOf.entries()) {
    for (let at = 0; at < spans.length; at += 1) {
      edges.push({ at: spans[at] ?? 0, element, isTop: at % 2 === 0 });
    }
  }
  edges.sort((a, b) => a.at - b.at);
  const tops: number[] = [];
  const bottoms: number[] = [];
  const elements: number[] = [];
  const counts = new Uint32Array(spansOf.length);
  let isShared = false;
  const open = new Set<number>();
  for (let at = 0; at < edges.length; ) {
    const top = edges[at]?.at ?? 0;
    for (; edges[at]?.at === top; at += 1) {
      const edge = edges[at];
      if (edge?.isTop === true) open.add(edge.element);
      else if (edge !== undefined) open.delete(edge.element);
    }
    const bottom = edges[at]?.at;
    if (bottom === undefined || open.size === 0) continue;
    if (open.size > 1) isShared = true;
    const high = (bottom - top) / open.size;
    for (const [place, element] of [...open].sort((a, b) => a - b).entries()) {
      const last = elements.length - 1;
      const pieceTop = top + place * high;
      if (elements[last] === element && open.size === 1 && bottoms[last] === pieceTop) {
        bottoms[last] = bottom;
        continue;
      }
      tops.push(pieceTop);
      bottoms.push(place === open.size - 1 ? bottom : pieceTop + high);
      elements.push(element);
      counts[element] = (counts[element] ?? 0) + 1;
    }
  }
  return { tops, bottoms, elements, isRepeated: counts.some((count) => count > 1), isShared };
}
