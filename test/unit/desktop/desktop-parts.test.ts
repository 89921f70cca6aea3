import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findAppFiles } from '../../../electron/desktop/app-files.ts';
import { menuTemplate } from '../../../electron/desktop/menu.ts';
import { requestOfArgv } from '../../../electron/desktop/open-paths.ts';
import { windowColours } from '../../../electron/desktop/themes.ts';
import { placeWindow, type WindowState } from '../../../electron/desktop/window-state.ts';
import { APP_COMMANDS, acceleratorOf } from '../../../shared/contract/app-commands.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

describe('paths of a command line', () => {
  const packaged = { isPackaged: true, cwd: '/here' };
  it.each([
    { argv: ['earshot'], paths: [] },
    { argv: ['earshot', '--flag', 'a', '-x', 'b/c'], paths: ['/here/a', '/here/b/c'] },
    { argv: ['earshot', ''], paths: [] },
    { argv: ['earshot', 'file:///x/y%20z'], paths: ['/x/y z'] },
    { argv: ['earshot', 'file://server/x'], paths: ['file://server/x'] },
    { argv: ['earshot', '-a', '--', '--b'], paths: ['/here/--b'] },
  ])('$argv', ({ argv, paths }) => {
    expect(requestOfArgv(argv, packaged).paths).toEqual(paths);
  });

  it('skips the application itself when it is not packaged, wherever flags stand', () => {
    const argv = ['electron', '--inspect', '.', 'a'];
    expect(requestOfArgv(argv, { isPackaged: false, cwd: '/here' }).paths).toEqual(['/here/a']);
  });
});

describe('the place of the window', () => {
  const left = { x: 0, y: 0, width: 1920, height: 1040 };
  const right = { x: 1920, y: 0, width: 1280, height: 1000 };
  const saved = (x: number, y: number, width = 1200, height = 800): WindowState => ({
    bounds: { x, y, width, height },
    isMaximised: false,
    isFullScreen: false,
  });

  it.each([
    {
      name: 'as saved',
      state: saved(2000, 50),
      areas: [left, right],
      place: { x: 2000, y: 50, width: 1200, height: 800 },
    },
    {
      name: 'display gone',
      state: saved(2000, 50),
      areas: [left],
      place: { width: 1200, height: 800 },
    },
    {
      name: 'partly off screen but within reach',
      state: saved(-900, 50),
      areas: [left],
      place: { x: -900, y: 50, width: 1200, height: 800 },
    },
    {
      name: 'out of reach at the side',
      state: saved(-1150, 50),
      areas: [left],
      place: { width: 1200, height: 800 },
    },
    {
      name: 'title bar above the display',
      state: saved(10, -30),
      areas: [left],
      place: { width: 1200, height: 800 },
    },
    {
      name: 'larger than the display',
      state: saved(1920, 0, 3000, 2000),
      areas: [left, right],
      place: { x: 1920, y: 0, width: 1280, height: 1000 },
    },
    {
      name: 'smaller than the least',
      state: saved(0, 0, 200, 100),
      areas: [left],
      place: { x: 0, y: 0, width: 1024, height: 700 },
    },
  ])('$name', ({ state, areas, place }) => {
    expect(placeWindow(state, areas)).toEqual(place);
  });
});

describe('the colours of the window', () => {
  it.each([
    { theme: 'dark', isDark: true, isHighContrast: false },
    { theme: 'light', isDark: false, isHighContrast: false },
    { theme: 'hc-dark', isDark: true, isHighContrast: true },
    { theme: 'hc-light', isDark: false, isHighContrast: true },
  ] as const)('are those of the page in the theme $theme', ({ theme, isDark, isHighContrast }) => {
    const css = readFileSync(join(ROOT, 'renderer', 'design', `theme-${theme}.css`), 'utf8');
    const token = (name: string): string | undefined =>
      new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`).exec(css)?.[1];
    const source = { shouldUseDarkColors: isDark, shouldUseHighContrastColors: isHighContrast };
    for (const chosen of ['system', theme] as const) {
      expect(windowColours(chosen, source, 'win32')).toEqual({
        background: token('surface-window'),
        symbols: token('text-tertiary'),
      });
    }
  });
});

describe('the menu', () => {
  it('has every command, with its keys where they are not those of texts', () => {
    for (const platform of ['linux', 'darwin'] as const) {
      const template = menuTemplate({
        platform,
        isDevelopment: false,
        choose: () => undefined,
        zoom: () => undefined,
      });
      const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
      for (const { id, isKeyOfText, keys, label } of APP_COMMANDS) {
        const item = items.find((other) => other.label === label);
        expect(item, id).toBeDefined();
        const isShown = platform === 'linux' || isKeyOfText !== true;
        expect(item?.accelerator, id).toBe(isShown ? acceleratorOf(keys) : undefined);
      }
    }
    expect(acceleratorOf('Shift Delete')).toBe('Shift+Delete');
    expect(acceleratorOf('F2')).toBe('F2');
  });

  it('has developer tools in development only', () => {
    const text = (isDevelopment: boolean): string =>
      JSON.stringify(
        menuTemplate({
          platform: 'win32',
          isDevelopment,
          choose: () => undefined,
          zoom: () => undefined,
        }),
      );
    expect(text(true)).toContain('toggleDevTools');
    expect(text(false)).not.toMatch(/toggleDevTools|reload/);
  });
});

describe('the files of the application', () => {
  it('keeps the worker out of the archive', () => {
    const files = findAppFiles(join('/opt', 'app.asar'));
    expect(files.preload).toBe(join('/opt', 'app.asar', 'dist', 'electron', 'preload.cjs'));
    const worker = join('/opt', 'app.asar.unpacked', 'dist', 'node', 'workflow-worker.js');
    expect(files.workerFile.href).toBe(pathToFileURL(worker).href);
  });
});
