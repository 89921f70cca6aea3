import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Import, importsOf, ROOT, textOf } from './sources.ts';

const PackageSchema = z.object({ scripts: z.record(z.string(), z.string()) });
const { scripts } = PackageSchema.parse(JSON.parse(textOf('package.json')));

/** Everything that is loaded when a script starts; what it imports later with `import()` is left out. */
function loadedBy(path: string, seen = new Set<string>()): Import[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const literals = new Set(
    [...textOf(path).matchAll(/\bimport\(\s*'([^']+)'/g)].map(([, specifier]) => specifier),
  );
  return importsOf(path)
    .filter(({ specifier, isTypeOnly }) => !isTypeOnly && !literals.has(specifier))
    .flatMap((found) => [
      found,
      ...(found.target === undefined ? [] : loadedBy(found.target, seen)),
    ]);
}

const files = Object.values(scripts).flatMap((command) => {
  const [, file] = /^node (scripts\/\S+)/.exec(command) ?? [];
  return file === undefined ? [] : [file];
});

describe('on a fresh clone there is nothing but Node', () => {
  test.each(files)('%s is there and loads only modules of Node at its start', (file) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    const wrong = loadedBy(file).filter(
      ({ specifier }) => !specifier.startsWith('node:') && !specifier.startsWith('.'),
    );
    expect(wrong.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
  });

  test('the start and the tests are among them', () => {
    expect(files).toEqual(expect.arrayContaining(['scripts/start.mjs', 'scripts/test.mjs']));
  });

  test.each(files)('%s says which Node it needs before anything else', (file) => {
    expect(importsOf(file)[0]?.specifier).toBe('./bootstrap/check-node.mjs');
  });
});
