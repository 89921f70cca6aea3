/** One place where a searched text is: line and character, from 0. */
export interface TextHit {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** More are not worth walking through, and keep the search fast. */
const MOST_HITS = 10_000;

/** All places of `query` in the lines, ignoring case; none for an empty query. */
export function findInLines(lines: readonly string[], query: string): readonly TextHit[] {
  const hits: TextHit[] = [];
  if (query === '') return hits;
  const needle = query.toLowerCase();
  for (const [line, text] of lines.entries()) {
    const haystack = text.toLowerCase();
    for (
      let at = haystack.indexOf(needle);
      at >= 0;
      at = haystack.indexOf(needle, at + needle.length)
    ) {
      hits.push({ line, start: at, end: at + needle.length });
      if (hits.length >= MOST_HITS) return hits;
    }
  }
  return hits;
}
