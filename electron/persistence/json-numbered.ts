import { GrowingUint32 } from './growing-uint32.ts';
import type { Spans } from './json-scan.ts';

/** Closing brackets by opening ones. */
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['[', ']'],
]);

/**
 * Byte ranges of the members of an object whose keys are 0, 1, 2, …, laid out as Python's `json.dump`
 * does with an indentation: every member begins a line, and a container among them ends on the first
 * line that is indented as much. What is compared and looked for, the engine compares and looks for:
 * that is several times as fast as a loop over the bytes, and many times where it has not run yet.
 *
 * @param text - From the opening bracket on, one character per byte (`latin1`).
 * @param offset - Position of that bracket in the document.
 * @returns The ranges and the position after the closing bracket; `undefined` for anything else,
 *   which says nothing of whether it is right.
 */
export function laidOutNumbered(
  text: string,
  offset: number,
): { readonly spans: Spans; readonly end: number } | undefined {
  const line = /\n */y;
  line.lastIndex = 1;
  const [indented] = line.exec(text) ?? [];
  if (indented === undefined) return undefined;
  const starts = new GrowingUint32();
  const ends = new GrowingUint32();
  let at = 0;
  do {
    at += 1;
    const key = `${indented}"${starts.length}": `;
    if (!text.startsWith(key, at)) return undefined;
    const end = valueEnd(text, at + key.length, indented);
    if (end === undefined) return undefined;
    starts.push(at + key.length + offset);
    ends.push(end + offset);
    at = end;
  } while (text[at] === ',');
  const closing = /\n *\}/y;
  closing.lastIndex = at;
  if (!closing.test(text)) return undefined;
  const numbers = Uint32Array.from({ length: starts.length }, (_, number) => number);
  const spans = { numbers, starts: starts.done(), ends: ends.done() };
  return { spans, end: closing.lastIndex + offset };
}

/** Position after a value at `at`, on a line that begins as `indented`. */
function valueEnd(text: string, at: number, indented: string): number | undefined {
  const closing = CLOSING.get(text[at] ?? '');
  if (closing === undefined) {
    const end = text.indexOf('\n', at);
    if (end <= at) return undefined;
    return text[end - 1] === ',' ? end - 1 : end;
  }
  if (text[at + 1] === closing) return at + 2;
  // All on one line: the end that is found would be that of a later value.
  if (text[at + 1] !== '\n') return undefined;
  const end = text.indexOf(indented + closing, at);
  return end < 0 ? undefined : end + indented.length + 1;
}
