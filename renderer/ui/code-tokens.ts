import bash from 'highlight.js/lib/languages/bash';
import fortran from 'highlight.js/lib/languages/fortran';
import ini from 'highlight.js/lib/languages/ini';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';
import type { CodeLanguage } from '../../shared/contract/file-views.ts';

export type CodeTokenKind = 'key' | 'string' | 'literal' | 'comment' | 'plain';

export interface CodeToken {
  readonly text: string;
  readonly kind: CodeTokenKind;
}

const lowlight = createLowlight({ shell: bash, python, yaml, json, ini, fortran });

/** What the names of highlight.js are drawn as; all others are plain. */
const KINDS: Readonly<Record<string, CodeTokenKind>> = {
  'hljs-attr': 'key',
  'hljs-attribute': 'key',
  'hljs-keyword': 'key',
  'hljs-built_in': 'key',
  'hljs-section': 'key',
  'hljs-title': 'key',
  'hljs-meta': 'key',
  'hljs-string': 'string',
  'hljs-regexp': 'string',
  'hljs-number': 'literal',
  'hljs-literal': 'literal',
  'hljs-comment': 'comment',
  'hljs-doctag': 'comment',
};

/** Longer lines are shown plain: nobody reads their colours. */
const LONGEST_COLOURED = 2000;

/**
 * Lines cut into tokens; the texts of a line's tokens joined are the line. What goes on over several
 * lines (a text in three quotes) is known within the lines given.
 */
export function codeTokens(
  lines: readonly string[],
  language: CodeLanguage,
): readonly (readonly CodeToken[])[] {
  if (language === 'plain') return lines.map(plainTokens);
  const shown = lines.map((line) => (line.length > LONGEST_COLOURED ? '' : line));
  const coloured: CodeToken[][] = [[]];
  walk(lowlight.highlight(language, shown.join('\n')), 'plain', coloured);
  return lines.map((line, at) =>
    line.length > LONGEST_COLOURED ? plainTokens(line) : (coloured[at] ?? []),
  );
}

const plainTokens = (text: string): readonly CodeToken[] =>
  text === '' ? [] : [{ text, kind: 'plain' }];

type Node = ReturnType<typeof lowlight.highlight> | HighlightedPart;
type HighlightedPart = ReturnType<typeof lowlight.highlight>['children'][number];

function walk(node: Node, kind: CodeTokenKind, lines: CodeToken[][]): void {
  if (node.type === 'text') {
    for (const [at, text] of node.value.split('\n').entries()) {
      if (at > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ text, kind });
    }
    return;
  }
  if (!('children' in node)) return;
  const names = node.type === 'element' ? node.properties.className : undefined;
  const own = Array.isArray(names) ? KINDS[String(names[0])] : undefined;
  // `true` of JSON is a keyword within a literal.
  const shown = kind === 'literal' ? kind : (own ?? kind);
  for (const child of node.children) walk(child, shown, lines);
}

/** Lines that are coloured together. */
const BLOCK_LINES = 100;

/** Tokens of a text, made of the lines that are looked at. */
export class CodeColours {
  readonly #blocks = new Map<number, readonly (readonly CodeToken[])[]>();

  constructor(
    readonly lines: readonly string[],
    readonly language: CodeLanguage,
  ) {}

  of(line: number): readonly CodeToken[] {
    const block = Math.floor(line / BLOCK_LINES);
    const first = block * BLOCK_LINES;
    const tokens =
      this.#blocks.get(block) ??
      codeTokens(this.lines.slice(first, first + BLOCK_LINES), this.language);
    this.#blocks.set(block, tokens);
    return tokens[line - first] ?? [];
  }
}
