import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { layerOf, whyForbidden } from './layers.ts';
import { type Import, importsOf, ROOT, sourcesIn } from './sources.ts';

const sources = sourcesIn('shared', 'electron', 'renderer');
const imports = sources.flatMap(importsOf);

const told = ({ from, specifier }: Import): string => `${from} imports ${specifier}`;

describe('import directions', () => {
  test('every source file belongs to a layer', () => {
    expect(sources.filter((path) => layerOf(path) === undefined)).toEqual([]);
  });

  test('nobody imports upwards or across', () => {
    const wrong = imports.flatMap((found) => {
      const why = found.target === undefined ? undefined : whyForbidden(found.from, found.target);
      return why === undefined ? [] : [`${told(found)}: ${why}`];
    });
    expect(wrong).toEqual([]);
  });

  test('every relative import names a file with its extension', () => {
    const missing = imports.filter(
      ({ target }) => target !== undefined && !existsSync(join(ROOT, target.replace(/\?.*$/, ''))),
    );
    expect(missing.map(told)).toEqual([]);
  });

  test('shared imports nothing but itself and zod', () => {
    const wrong = imports.filter(
      ({ from, specifier, target }) =>
        from.startsWith('shared/') && target === undefined && specifier !== 'zod',
    );
    expect(wrong.map(told)).toEqual([]);
  });

  test("only main.ts, preload.ts and desktop/ import 'electron'", () => {
    const wrong = imports.filter(
      ({ from, specifier }) =>
        /^electron(\/|$)/.test(specifier) &&
        !from.startsWith('electron/desktop/') &&
        !['electron/main.ts', 'electron/preload.ts'].includes(from),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  test('the renderer and shared import no module of Node', () => {
    const wrong = imports.filter(
      ({ from, specifier }) =>
        !from.startsWith('electron/') &&
        (specifier.startsWith('node:') || builtinModules.includes(specifier)),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  test('Node modules are imported by their node: name', () => {
    const wrong = imports.filter(({ specifier }) => builtinModules.includes(specifier));
    expect(wrong.map(told)).toEqual([]);
  });
});

describe('the rules themselves', () => {
  test.each([
    ['shared/contract/errors.ts', 'electron/services/backend.ts'],
    ['renderer/app/App.tsx', 'electron/services/backend.ts'],
    ['electron/persistence/values.ts', 'electron/services/backend.ts'],
    ['electron/services/backend.ts', 'electron/loopback/server.ts'],
    ['electron/desktop/menu.ts', 'electron/loopback/server.ts'],
    ['electron/loopback/server.ts', 'electron/desktop/menu.ts'],
    ['electron/workers/session.ts', 'electron/sample/study.ts'],
    ['renderer/features/overview/A.tsx', 'renderer/features/template/B.tsx'],
    ['renderer/features/overview/A.tsx', 'renderer/app/B.tsx'],
    ['renderer/queries/a.ts', 'renderer/ui/B.tsx'],
    ['renderer/visuals/A.tsx', 'renderer/queries/b.ts'],
    ['renderer/host/a.ts', 'renderer/design/b.ts'],
    ['electron/nowhere.ts', 'shared/contract/errors.ts'],
  ])('%s must not import %s', (from, target) => {
    expect(whyForbidden(from, target)).toBeDefined();
  });

  test.each([
    ['electron/services/a.ts', 'electron/sample/sample-workflow.ts'],
    ['electron/desktop/a.ts', 'electron/dispatch/dispatcher.ts'],
    ['renderer/features/overview/A.tsx', 'renderer/features/overview/B.tsx'],
    ['renderer/app/App.tsx', 'renderer/features/overview/A.tsx'],
    ['renderer/queries/a.ts', 'shared/contract/errors.ts'],
  ])('%s may import %s', (from, target) => {
    expect(whyForbidden(from, target)).toBeUndefined();
  });
});
