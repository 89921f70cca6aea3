/** Where a word stands in a text: line (from 0) and columns. */
export interface TextMatch {
  readonly line: number;
  readonly start: number;
  readonly stop: number;
}

/** More are counted, but not marked: a search for `e` in a long template must stay quick. */
export const MAX_MATCHES = 10_000;

export interface TextMatches {
  readonly matches: readonly TextMatch[];
  /** All there are; more than `matches` when they are too many. */
  readonly total: number;
}

/** Every place of `query` in the lines, not minding case. */
export function findInLines(lines: readonly string[], query: string): TextMatches {
  const matches: TextMatch[] = [];
  let total = 0;
  if (query === '') return { matches, total };
  // One case-blind search that keeps columns: lower-casing a text can change its length.
  const pattern = new RegExp(query.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu');
  lines.forEach((text, line) => {
    for (const match of text.matchAll(pattern)) {
      total += 1;
      if (matches.length >= MAX_MATCHES) continue;
      matches.push({ line, start: match.index, stop: match.index + match[0].length });
    }
  });
  return { matches, total };
}

/** The match after or before `current`, going round; `undefined` when there is none. */
export function stepMatch(
  count: number,
  current: number | undefined,
  by: 1 | -1,
): number | undefined {
  if (count === 0) return undefined;
  if (current === undefined) return by === 1 ? 0 : count - 1;
  return (current + by + count) % count;
}

/** First match on or after a line, so that typing on moves on from where one is. */
export function firstFromLine(matches: readonly TextMatch[], line: number): number | undefined {
  if (matches.length === 0) return undefined;
  const found = matches.findIndex((match) => match.line >= line);
  return Math.max(found, 0);
}

/** Matches of one line, with their numbers. Matches are in order of lines. */
export function matchesOfLine(
  matches: readonly TextMatch[],
  line: number,
): readonly { readonly match: TextMatch; readonly number: number }[] {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((matches[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  const found: { match: TextMatch; number: number }[] = [];
  for (let number = low; number < matches.length; number += 1) {
    const match = matches[number];
    if (match === undefined || match.line !== line) break;
    found.push({ match, number });
  }
  return found;
}
