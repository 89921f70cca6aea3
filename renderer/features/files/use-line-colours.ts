import { useRef } from 'react';
import type { CodeLanguage } from '../../../shared/contract/file-views.ts';
import type { LinesByNumber } from '../../queries/run-files.ts';
import { type CodeToken, codeTokens } from '../../ui/code-tokens.ts';

/** Lines that are coloured together, in step with the pages they are read in. */
const BLOCK_LINES = 100;
const KEPT_BLOCKS = 60;

/** Tokens of a line in sight; absent for plain texts, and while its neighbours are on their way. */
export function useLineColours(
  lineOf: LinesByNumber,
  from: number,
  to: number,
  language: CodeLanguage,
): (line: number) => readonly CodeToken[] | undefined {
  const kept = useRef(new Map<string, readonly (readonly CodeToken[])[]>());
  const blocks = new Map<number, readonly (readonly CodeToken[])[]>();
  if (language !== 'plain') {
    const last = Math.floor(Math.max(0, to - 1) / BLOCK_LINES);
    for (let block = Math.floor(from / BLOCK_LINES); block <= last; block += 1) {
      const first = block * BLOCK_LINES;
      const lines = Array.from({ length: BLOCK_LINES }, (_, at) => lineOf(first + at)?.text);
      const there = lines.filter((line) => line !== undefined);
      if (there.length === 0) continue;
      // What is not there yet is at the end: the page after, or the end of the file.
      const key = `${block} ${there.length} ${there[0]}`;
      const tokens = kept.current.get(key) ?? codeTokens(there, language);
      kept.current.set(key, tokens);
      blocks.set(block, tokens);
    }
    for (const key of kept.current.keys()) {
      if (kept.current.size <= KEPT_BLOCKS) break;
      kept.current.delete(key);
    }
  }
  return (line) => blocks.get(Math.floor(line / BLOCK_LINES))?.[line % BLOCK_LINES];
}
