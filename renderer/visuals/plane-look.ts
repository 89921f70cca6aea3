import { type ColourMapName, colourMap } from './colour-maps.ts';
import type { Quantity } from './quantities.ts';
import { type ScaleKind, type ValueRange, type ValueScale, valueScale } from './value-scale.ts';

/** Which values the two ends of the colours stand for. */
export type RangeChoice =
  | { readonly kind: 'automatic' }
  /** From a low to a high quantile of what is shown; both in percent. */
  | { readonly kind: 'percentiles'; readonly low: number; readonly high: number }
  | { readonly kind: 'manual'; readonly min: number; readonly max: number };

/** How a plane is coloured and laid out, as the person chose it. */
export interface LookChoice {
  /** Absent: by what is shown. */
  readonly map?: ColourMapName | undefined;
  readonly isReversed: boolean;
  readonly scale: ScaleKind;
  readonly range: RangeChoice;
  /** The range follows each slice; otherwise it stays while the slice moves. */
  readonly isPerSlice: boolean;
  /** Square pixels. */
  readonly keepsRatio: boolean;
  /** The first row is at the bottom. */
  readonly isFlipped: boolean;
  readonly hasGrid: boolean;
}

export const FIRST_LOOK: LookChoice = {
  isReversed: false,
  scale: 'linear',
  range: { kind: 'automatic' },
  isPerSlice: false,
  keepsRatio: true,
  isFlipped: false,
  hasGrid: false,
};

/** The map that fits what is shown, unless one was chosen. */
export function mapFor(
  choice: LookChoice,
  quantity: Quantity,
  isCategorical: boolean,
): ColourMapName {
  if (choice.map !== undefined) return choice.map;
  if (quantity.cycle !== undefined) return 'twilight';
  return isCategorical ? 'categories' : 'viridis';
}

/** The scale of the colours over a range of values. */
export function scaleFor(
  choice: LookChoice,
  map: ColourMapName,
  quantity: Quantity,
  range: ValueRange,
): ValueScale {
  if (choice.range.kind === 'manual') return valueScale(choice.scale, choice.range);
  if (quantity.cycle !== undefined && colourMap(map).kind === 'cyclic') {
    return valueScale('linear', quantity.cycle);
  }
  if (colourMap(map).kind === 'diverging' && choice.scale !== 'log') {
    const size = Math.max(Math.abs(range.min), Math.abs(range.max));
    return valueScale(choice.scale, { min: -size, max: size });
  }
  return valueScale(choice.scale, range);
}
