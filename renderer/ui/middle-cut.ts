/** What stands for the part that is left out. */
const ELLIPSIS = '…';

/** Less than half of what is kept is the end: names share their beginnings, but are known by them. */
const TAIL_SHARE = 0.45;

/**
 * A text cut in the middle so that it is at most `widthPx` wide, or `undefined` when it has room
 * whole. At least its first character is kept.
 *
 * @param widthOf Width of a text in px.
 */
export function middleCut(
  text: string,
  widthPx: number,
  widthOf: (text: string) => number,
): string | undefined {
  if (widthOf(text) <= widthPx) return undefined;
  // By characters, not by halves of a pair.
  const characters = [...text];
  const cutTo = (kept: number): string => {
    const tail = Math.floor(kept * TAIL_SHARE);
    const head = characters.slice(0, kept - tail).join('');
    return head + ELLIPSIS + characters.slice(characters.length - tail).join('');
  };
  let least = 1;
  let most = characters.length - 1;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (widthOf(cutTo(middle)) <= widthPx) least = middle;
    else most = middle - 1;
  }
  return cutTo(least);
}
