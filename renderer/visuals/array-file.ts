import type { ArrayInfo, ArraySelection, ArrayWindow } from '../../shared/contract/values.ts';
import { cellOf } from './array-cells.ts';
import { npyDtype, npyHeader, npyItems } from './npy.ts';

/** Formats the values of an array are written in. */
export type ArrayFormat = 'csv' | 'npy' | 'json';

/** A file in parts: what is before all blocks, of each block, and after them. */
export interface ArrayFile {
  readonly head: string | Uint8Array<ArrayBuffer>;
  /** @param isFirst no block was before it */
  readonly block: (window: ArrayWindow, isFirst: boolean) => string | Uint8Array<ArrayBuffer>;
  readonly tail: string;
}

/** Shape of what a selection gives. */
export function selectedShape(selection: ArraySelection): number[] {
  return selection.flatMap((part) =>
    typeof part === 'number' ? [] : Math.max(0, Math.ceil((part.stop - part.start) / part.step)),
  );
}

/** A file of a selection in one of the formats; `undefined` when it cannot hold the items. */
export function arrayFile(
  format: ArrayFormat,
  info: ArrayInfo,
  selection: ArraySelection,
): ArrayFile | undefined {
  const shape = selectedShape(selection);
  if (format === 'csv') return csvFile(shape);
  if (format === 'json') return jsonFile(info, shape);
  const dtype = npyDtype(info);
  if (dtype === undefined) return undefined;
  return { head: npyHeader(dtype, shape), block: (window) => npyItems(window), tail: '' };
}

/**
 * One row per line, as `numpy.loadtxt(…, delimiter=",")` reads it; arrays of more than two
 * dimensions row after row, with their shape in a comment. Every digit is kept.
 */
function csvFile(shape: readonly number[]): ArrayFile {
  const columns = shape.length < 2 ? 1 : (shape.at(-1) ?? 1);
  let column = 0;
  return {
    head: shape.length > 2 ? `# shape ${shape.join(' x ')}, last dimension along the row\n` : '',
    block: (window) => {
      const lines: string[] = [];
      for (let offset = 0; ; offset += 1) {
        const cell = cellOf(window, offset);
        if (cell === undefined) break;
        column = (column + 1) % columns;
        lines.push(cell.isMasked ? '' : csvField(cell.text), column === 0 ? '\n' : ',');
      }
      return lines.join('');
    },
    tail: '',
  };
}

function csvField(text: string): string {
  // Python's text of a complex number is read back without its brackets, too.
  const bare = text.startsWith('(') && text.endsWith('j)') ? text.slice(1, -1) : text;
  return /[",\n]/.test(bare) ? `"${bare.replaceAll('"', '""')}"` : bare;
}

/** dtype, shape and the items in C order. What JSON has no number for is a text. */
function jsonFile(info: ArrayInfo, shape: readonly number[]): ArrayFile {
  const { dtypeName: dtype } = info;
  const isNumber = /^(u?int|float)\d+$/.test(dtype);
  const item = (text: string): string => {
    if (isNumber && /^-?[\d.]+(e[-+]?\d+)?$/.test(text)) return text;
    if (dtype === 'bool') return text.toLowerCase();
    return JSON.stringify(text);
  };
  return {
    head: `{"dtype": ${JSON.stringify(dtype)}, "shape": ${JSON.stringify(shape)}, "data": [`,
    block: (window, isFirst) => {
      const items: string[] = [];
      for (let offset = 0; ; offset += 1) {
        const cell = cellOf(window, offset);
        if (cell === undefined) break;
        items.push(cell.isMasked ? 'null' : item(cell.text));
      }
      return (isFirst ? '' : ', ') + items.join(', ');
    },
    tail: ']}\n',
  };
}
