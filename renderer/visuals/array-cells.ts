import type { ArrayWindow } from '../../shared/contract/values.ts';
import { complexText, float16Text, float32Text, float64Text } from './number-text.ts';

/** One item of an array, as it is shown and copied. */
export interface ArrayCell {
  readonly text: string;
  /** Hidden by the mask of a masked array; the text is the value underneath. */
  readonly isMasked: boolean;
  /** NaN or NaT: marked, as a gap in the data. */
  readonly isNan: boolean;
}

/** Kinds of items a window can hold, by NumPy's dtype name. */
export function isNumericDtype(dtypeName: string): boolean {
  return /^(u?int|float|complex)\d+$/.test(dtypeName);
}

/** The item at a C-order offset of a window; `undefined` past its end. */
export function cellOf(window: ArrayWindow, offset: number): ArrayCell | undefined {
  const text = itemText(window, offset);
  if (text === undefined) return undefined;
  const isMasked = window.mask !== undefined && window.mask[offset] === 1;
  return { text, isMasked, isNan: isNanText(text) };
}

function isNanText(text: string): boolean {
  return text === 'nan' || text === 'NaT' || (text.endsWith('j)') && text.includes('nan'));
}

function itemText({ info, numbers, texts }: ArrayWindow, offset: number): string | undefined {
  if (texts !== undefined) return texts[offset];
  if (numbers === undefined) return undefined;
  const name = info.dtypeName;
  if (name.startsWith('complex')) {
    const re = numbers[offset * 2];
    const im = numbers[offset * 2 + 1];
    if (re === undefined || im === undefined) return undefined;
    return complexText(re, im, name === 'complex64' ? float32Text : float64Text);
  }
  const value = numbers[offset];
  if (value === undefined) return undefined;
  if (name === 'bool') return value === 0 ? 'False' : 'True';
  if (name === 'float16') return float16Text(value);
  if (name === 'float32') return float32Text(value);
  return name.startsWith('float') ? float64Text(value) : String(value);
}
