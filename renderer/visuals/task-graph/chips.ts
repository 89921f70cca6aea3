import { CHIP_WIDTH } from './graph-sizes.ts';

/** One iteration in the head of a loop, or a gap in their line. */
export type ChipSlot = { readonly at: number } | { readonly gapAfter: number };

/** Chips and gaps in one line. */
export const MOST_SLOTS = 12;

/**
 * Which of so many iterations there is room to show: all, or the first, the last and those around the
 * one that is looked at, with gaps.
 *
 * @param centre Position of the one that is looked at; the last unless there is one.
 */
export function chipSlots(count: number, centre: number | undefined): readonly ChipSlot[] {
  if (count <= MOST_SLOTS) return Array.from({ length: count }, (_, at) => ({ at }));
  // First, gap, the middle ones, gap, last.
  const inner = MOST_SLOTS - 4;
  const wish = (centre ?? count - 1) - Math.floor(inner / 2);
  const start = Math.max(1, Math.min(count - 1 - inner, wish));
  const stop = start + inner;
  return [
    { at: 0 },
    ...(start > 1 ? [{ gapAfter: 0 }] : []),
    ...Array.from({ length: inner }, (_, at) => ({ at: start + at })),
    ...(stop < count - 1 ? [{ gapAfter: stop - 1 }] : []),
    { at: count - 1 },
  ];
}

/** Numbers of three digits need more room. */
export function chipWidth(label: string): number {
  return CHIP_WIDTH + Math.max(0, label.length - 2) * 6;
}
