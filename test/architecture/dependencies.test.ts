import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { filesIn, importsOf, sourcesIn, textOf } from './sources.ts';

const PackageSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  scripts: z.record(z.string(), z.string()),
});
const { dependencies, devDependencies } = PackageSchema.parse(JSON.parse(textOf('package.json')));
const all = { ...dependencies, ...devDependencies };

const sources = [
  ...sourcesIn('shared', 'electron', 'renderer', 'test', 'scripts'),
  ...filesIn('.').filter((path) => /^[^/]+\.config\.ts$/.test(path)),
];
const packageOf = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
const imports = sources.flatMap(importsOf).filter(({ target }) => target === undefined);
const imported = new Set(imports.map(({ specifier }) => packageOf(specifier)));

/** Used otherwise than by an import: what for. */
const TOOLS: Readonly<Record<string, RegExp>> = {
  'happy-dom': /environment: 'happy-dom'/,
  typescript: /node_modules\/typescript\/bin\/tsc/,
  '@biomejs/biome': /node_modules\/@biomejs\/biome/,
  'electron-builder': /node_modules\/electron-builder/,
};

/** Packages that are published together with one that is named, in the same version. */
const PART_OF: Readonly<Record<string, string>> = {
  'app-builder-lib': 'electron-builder',
  'builder-util': 'electron-builder',
};

describe('dependencies', () => {
  test.each(['electron', 'react', 'react-dom', 'zarrita', '@zarrita/storage', 'zustand'])(
    '%s, which the project is named for, is used by the app itself',
    (name) => {
      const users = imports.filter(
        ({ from, specifier }) =>
          /^(electron|renderer|shared)\//.test(from) && packageOf(specifier) === name,
      );
      expect(users).not.toEqual([]);
    },
  );

  test('every one is used', () => {
    const scripts = [...filesIn('scripts'), 'vitest.config.ts'].map(textOf).join('\n');
    const css = filesIn('renderer')
      .filter((path) => path.endsWith('.css'))
      .map(textOf)
      .join('\n');
    const unused = Object.keys(all).filter(
      (name) =>
        !imported.has(name) &&
        !name.startsWith('@types/') &&
        !css.includes(name) &&
        !(TOOLS[name]?.test(scripts) ?? false),
    );
    expect(unused).toEqual([]);
  });

  test('every package that is imported is one', () => {
    const unknown = imports.filter(
      ({ specifier }) =>
        !specifier.startsWith('node:') &&
        !specifier.startsWith('virtual:') &&
        all[PART_OF[packageOf(specifier)] ?? packageOf(specifier)] === undefined,
    );
    expect(unknown.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
  });

  test('Electron is one exact version', () => {
    expect(all.electron).toMatch(/^45\.\d+\.\d+$/);
  });
});

describe('the lockfile', () => {
  const LockSchema = z.object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        dependencies: z.record(z.string(), z.string()).optional(),
        devDependencies: z.record(z.string(), z.string()).optional(),
        optionalDependencies: z.record(z.string(), z.string()).optional(),
      }),
    ),
  });
  const { packages } = LockSchema.parse(JSON.parse(textOf('package-lock.json')));

  test('is that of package.json', () => {
    expect(packages['']).toMatchObject({ dependencies, devDependencies });
  });

  // `npm ci` refuses it otherwise; `npm run lockfile` mends it.
  test('knows the packages of all platforms', () => {
    const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.entries(optionalDependencies).filter(([, version]) => /^\d[\w.-]*$/.test(version)),
    );
    const missing = wanted.filter(([name]) => packages[`node_modules/${name}`] === undefined);
    expect(missing).toEqual([]);
    expect(wanted.length).toBeGreaterThan(10);
  });
});
