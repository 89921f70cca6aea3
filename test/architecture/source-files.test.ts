import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, sourcesIn, textOf } from './sources.ts';

const FOLDERS = ['shared', 'electron', 'renderer', 'scripts', 'test'] as const;
const sources = sourcesIn(...FOLDERS);

const MOST_LINES = 400;
/** A longer file says why, in its first comment: `Long because …`. */
const REASON = /\bLong because\b/;

const lineCount = (path: string): number => textOf(path).split('\n').length;

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

describe('source files', () => {
  test(`none is longer than ${MOST_LINES} lines without a reason`, () => {
    const long = sources.filter(
      (path) => lineCount(path) > MOST_LINES && !REASON.test(textOf(path).slice(0, 2000)),
    );
    expect(long).toEqual([]);
  });

  test('half of them are short', () => {
    const own = sources.filter((path) => !path.startsWith('test/'));
    expect(median(own.map(lineCount))).toBeLessThan(110);
  });

  test('none is a barrel, a heap of utilities, or oddly named', () => {
    const wrong = sources.filter((path) => {
      const name = posix.basename(path);
      if (/^(index|utils?|helpers?|misc|common)\.\w+$/.test(name)) return true;
      // Components are named as they are used; everything else in kebab case.
      return !/^([a-z0-9]+(-[a-z0-9]+)*|[A-Z][A-Za-z0-9]*)(\.(test|spec|config|module))?\.\w+$/.test(
        name,
      );
    });
    expect(wrong).toEqual([]);
  });

  test('only component files are named like components', () => {
    const wrong = sources.filter(
      (path) =>
        /^[A-Z]/.test(posix.basename(path)) && !path.endsWith('.tsx') && !/\.module\./.test(path),
    );
    expect(wrong).toEqual([]);
  });

  test('nothing is left to do, switched off or silenced', () => {
    // In pieces, so that this file does not find itself.
    const signs = [
      `TO${'DO'}`,
      `FIX${'ME'}`,
      `@ts-${'ignore'}`,
      `@ts-${'nocheck'}`,
      `@ts-${'expect-error'}`,
      `\\b(?:test|it|describe)\\.${'only'}\\(`,
      `\\b(?:test|it|describe)\\.${'skip'}\\(\\s*['"\`]`,
    ];
    const pattern = new RegExp(signs.join('|'));
    const wrong = sources.flatMap((path) =>
      textOf(path)
        .split('\n')
        .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
    );
    expect(wrong).toEqual([]);
  });
});

describe('texts', () => {
  const texts = [...FOLDERS, 'docs', '.ci']
    .flatMap(filesIn)
    .concat(
      filesIn('.').filter((path) => !path.includes('/') && !/-lock\.json$|^LICENSE$/.test(path)),
    )
    .filter((path) => /\.(ts|tsx|mjs|md|json|yml|css|html|svg)$|\.ci\/run$/.test(path));

  test('none names a folder of one machine', () => {
    const anywhere = /(?<![\w.])\/(?:root|work)\/\w/;
    // Tests may invent home folders.
    const outsideTests = /(?<![\w.])(?:\/home\/\w|\/Users\/\w|[A-Z]:\\Users\\\w)/;
    const wrong = texts.filter((path) => {
      const text = textOf(path);
      return anywhere.test(text) || (!path.startsWith('test/') && outsideTests.test(text));
    });
    expect(wrong).toEqual([]);
  });
});
