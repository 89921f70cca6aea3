import type { PlaneDims } from '../../array-plane.ts';
import type { PixelImage } from '../../painter.ts';
import type { Quantity } from '../../quantities.ts';
import type { Direction } from './cubic-triangle.ts';
import { angleTo001, crystalDirection, ipfColour } from './ipf-colour.ts';

interface SampleDirection {
  readonly id: string;
  readonly name: string;
  readonly direction: Direction;
}

const DIRECTIONS: readonly SampleDirection[] = [
  { id: 'ipf-z', name: 'z', direction: [0, 0, 1] },
  { id: 'ipf-x', name: 'x', direction: [1, 0, 0] },
  { id: 'ipf-y', name: 'y', direction: [0, 1, 0] },
];

/** Which direction of the sample the colours are of; as a number, how far it is from ⟨001⟩. */
export const IPF_QUANTITIES: readonly Quantity[] = DIRECTIONS.map(({ id, name, direction }) => ({
  id,
  label: `Angle of ${name} to ⟨001⟩`,
  unit: '°',
  componentDims: 1,
  parts: 4,
  of: (numbers, start) => angleTo001(crystalDirection(numbers, start, direction)),
}));

/** One pixel per orientation; what is no orientation is clear. */
export function ipfImage(
  numbers: ArrayLike<number>,
  rowCount: number,
  columnCount: number,
  dims: Pick<PlaneDims, 'rowDim' | 'columnDim'>,
  look: { readonly isFlipped: boolean; readonly quantity: string },
): PixelImage {
  const rgba = new Uint8ClampedArray(rowCount * columnCount * 4);
  const direction = DIRECTIONS.find(({ id }) => id === look.quantity)?.direction ?? [0, 0, 1];
  const { rowDim, columnDim } = dims;
  const isTransposed = rowDim !== undefined && columnDim !== undefined && rowDim > columnDim;
  for (let row = 0; row < rowCount; row += 1) {
    const shownRow = look.isFlipped ? rowCount - 1 - row : row;
    for (let column = 0; column < columnCount; column += 1) {
      const item = isTransposed ? column * rowCount + row : row * columnCount + column;
      const colour = ipfColour(crystalDirection(numbers, item * 4, direction));
      if (colour !== undefined) rgba.set([...colour, 255], (shownRow * columnCount + column) * 4);
    }
  }
  return { width: columnCount, height: rowCount, rgba };
}
