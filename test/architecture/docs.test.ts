import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { filesIn, ROOT, textOf } from './sources.ts';

const documents = [
  ...filesIn('docs'),
  ...filesIn('.').filter((path) => !path.includes('/')),
].filter((path) => path.endsWith('.md'));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(textOf('package.json')));

/** Heading as GitHub makes it a fragment. */
function fragmentOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

const headingsOf = (path: string): string[] =>
  [...textOf(path).matchAll(/^#+\s+(.+)$/gm)].map(([, heading = '']) => fragmentOf(heading));

/** Links of a document that lead into the project: `[text](target)`, pictures and HTML's too. */
function linksOf(path: string): string[] {
  const text = textOf(path).replace(/```[\s\S]*?```/g, '');
  const markdown = [...text.matchAll(/\]\(<?([^)>\s]+)>?(?:\s+"[^"]*")?\)/g)];
  const html = [...text.matchAll(/\b(?:src|href|srcset)="([^"\s]+)"/g)];
  return [...markdown, ...html]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));
}

describe.each(documents)('%s', (path) => {
  test('has links that lead somewhere', () => {
    const broken = linksOf(path).filter((link) => {
      const [file = '', fragment] = link.split('#');
      const target = file === '' ? path : posix.join(posix.dirname(path), file);
      if (target.startsWith('..') || !existsSync(join(ROOT, target))) return true;
      return (
        fragment !== undefined && target.endsWith('.md') && !headingsOf(target).includes(fragment)
      );
    });
    expect(broken).toEqual([]);
  });

  test('names only commands that there are', () => {
    const commands = /(?:^|`|\s{2})(?:[A-Z_]+=\S+ )?npm (?:run )?([a-z-]+)/gm;
    const named = [...textOf(path).matchAll(commands)].map(([, name = '']) => name);
    const ofNpm = ['ci', 'install', 'run', 'config'];
    const unknown = named.filter((name) => scripts[name] === undefined && !ofNpm.includes(name));
    expect(unknown).toEqual([]);
  });

  test('leads to nothing outside the project', () => {
    expect(textOf(path)).not.toMatch(/\.\.\/shared\b(?!\/(?:contract|model))/);
  });

  test('names only files of the project that there are', () => {
    const named = [
      ...textOf(path).matchAll(/`((?:electron|renderer|shared|test|scripts)\/[\w./-]+)`/g),
    ].map(([, file = '']) => file);
    expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});

describe('decision records', () => {
  const records = documents.filter((path) => path.startsWith('docs/decisions/'));

  test('are numbered without a gap and short', () => {
    const numbers = records
      .map((path) => Number(posix.basename(path).slice(0, 4)))
      .sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, position) => position + 1));
    const long = records.filter((path) => textOf(path).trimEnd().split('\n').length > 40);
    expect(long).toEqual([]);
  });
});
