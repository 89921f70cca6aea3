/** A text cut into what both have at their beginning, what differs, and what both have at the end. */
export interface ChangedText {
  readonly before: string;
  readonly changed: string;
  readonly after: string;
}

/** Where two texts differ, so that it can be marked in both. */
export function changedParts(left: string, right: string): readonly [ChangedText, ChangedText] {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  // Numbers are marked whole: of 137 and 147 the middle digit alone says nothing.
  while (start > 0 && /[\w.]/.test(left[start - 1] ?? '')) start -= 1;
  while (end > 0 && /[\w.]/.test(left.at(-end) ?? '')) end -= 1;
  const cut = (text: string): ChangedText => ({
    before: text.slice(0, start),
    changed: text.slice(start, text.length - end),
    after: text.slice(text.length - end),
  });
  return [cut(left), cut(right)];
}
