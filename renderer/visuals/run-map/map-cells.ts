import { type MapColouring, NO_CODE, SEVERAL } from './map-colouring.ts';
import type { PieceCells, TaskPieces } from './map-pieces.ts';

/** Codes of the cells `first … stop - 1` of a column, each by all of its elements. */
export function combineCodes(
  codes: Uint8Array,
  { elements }: TaskPieces,
  { starts }: PieceCells,
  { first, stop }: { readonly first: number; readonly stop: number },
  combine: MapColouring['combine'],
): Uint8Array {
  const out = new Uint8Array(Math.max(0, stop - first));
  for (let cell = first; cell < stop; cell += 1) {
    const end = starts[cell + 1] ?? 0;
    let code = NO_CODE;
    for (let at = starts[cell] ?? 0; at < end; at += 1) {
      const own = codes[elements[at] ?? 0] ?? NO_CODE;
      if (combine === 'least') {
        if (own < code) code = own;
      } else if (own !== NO_CODE && own !== code) {
        code = code === NO_CODE ? own : SEVERAL;
      }
    }
    out[cell - first] = code;
  }
  return out;
}
