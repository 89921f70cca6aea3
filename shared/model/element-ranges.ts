/** Elements `first … last` of a task. */
export interface ElementRange {
  readonly first: number;
  readonly last: number;
}

/** Ranges in order, those that touch made one. */
export function joinRanges(ranges: readonly ElementRange[]): readonly ElementRange[] {
  const joined: ElementRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const last = joined.at(-1);
    if (last !== undefined && range.first <= last.last + 1) {
      joined[joined.length - 1] = { first: last.first, last: Math.max(last.last, range.last) };
    } else joined.push(range);
  }
  return joined;
}

export const countInRanges = (ranges: readonly ElementRange[]): number =>
  ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);

export const isInRanges = (ranges: readonly ElementRange[], element: number): boolean =>
  ranges.some(({ first, last }) => element >= first && element <= last);

/** Elements as ranges, whatever their order. */
export function rangesOf(elements: Iterable<number>): readonly ElementRange[] {
  return joinRanges(Array.from(elements, (element) => ({ first: element, last: element })));
}

/** Text of ranges, as an address has them: `0-3,7`. */
export function formatRanges(ranges: readonly ElementRange[]): string {
  return ranges
    .map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`))
    .join(',');
}

/** Longer texts are not made by anybody. */
const MOST_CHARACTERS = 1_000_000;
const RANGE = /^(\d{1,9})(?:-(\d{1,9}))?$/;

/** Ranges of a text; `undefined` when it is none. */
export function parseRanges(text: string): readonly ElementRange[] | undefined {
  if (text === '' || text.length > MOST_CHARACTERS) return undefined;
  const ranges: ElementRange[] = [];
  for (const part of text.split(',')) {
    const [, first, last = first] = RANGE.exec(part) ?? [];
    if (first === undefined || last === undefined || Number(last) < Number(first)) return undefined;
    ranges.push({ first: Number(first), last: Number(last) });
  }
  return joinRanges(ranges);
}

/** The elements of ranges that a task has, ascending. */
export function elementsIn(ranges: readonly ElementRange[], elementCount: number): number[] {
  const elements: number[] = [];
  for (const { first, last } of ranges) {
    const stop = Math.min(last, elementCount - 1);
    for (let element = first; element <= stop; element += 1) elements.push(element);
  }
  return elements;
}
