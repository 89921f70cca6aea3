import { describe, expect, it } from 'vitest';
import { Core } from '../../stand-in/core.ts';
import { ElectronTypings } from '../../stand-in/electron-typings.ts';
import { EmulatedMenus } from '../../stand-in/emulated-menu.ts';
import { EmulatedNativeTheme } from '../../stand-in/emulated-surroundings.ts';
import { checkOptions, strict, strictModule } from '../../stand-in/strict.ts';

const options = { platform: 'linux' } as const;
type Loose = Record<string, (...args: unknown[]) => unknown>;

describe('the typings of Electron', () => {
  const typings = ElectronTypings.installed();

  it('know the members of a type and of what it extends', () => {
    expect(typings.member('BrowserWindow', 'loadURL')).toBeDefined();
    expect(typings.member('BrowserWindow', 'getNormalBounds')).toBeDefined();
    expect(typings.member('BrowserWindow', 'on')).toBeDefined();
    expect(typings.member('BrowserWindow', 'removeAllListeners')).toBeDefined();
    expect(typings.member('BrowserWindow', 'loadUrl')).toBeUndefined();
    expect(typings.member('Dialog', 'on')).toBeUndefined();
    expect(typings.static('Menu', 'buildFromTemplate')).toBeDefined();
    expect(typings.member('WebContents', 'fromId')).toBeUndefined();
  });

  it('know the events of a type', () => {
    expect(typings.event('App', 'second-instance')).toBeDefined();
    expect(typings.event('BrowserWindow', 'ready-to-show')).toBeDefined();
    expect(typings.event('App', 'ready-to-show')).toBeUndefined();
  });

  it('know the platforms of a member', () => {
    expect(typings.member('App', 'addRecentDocument')?.platforms).toEqual(
      new Set(['darwin', 'win32']),
    );
    expect(typings.member('App', 'quit')?.platforms).toBeUndefined();
    expect(typings.member('App', 'on')?.platforms).toBeUndefined();
  });

  it('know the modules of each kind of process', () => {
    expect(typings.modulesOf('Main').has('ipcMain')).toBe(true);
    expect(typings.modulesOf('Main').has('ipcRenderer')).toBe(false);
    expect(typings.modulesOf('Renderer').has('contextBridge')).toBe(true);
    expect(typings.modulesOf('Renderer').has('dialog')).toBe(false);
  });
});

describe('a strict object', () => {
  const app = strict<Loose>(
    'App',
    { quit: () => 'quit', addRecentDocument: () => 'added' },
    options,
  );

  it('has what is emulated', () => {
    expect(app.quit?.()).toBe('quit');
    expect(app.quit).toBe(app.quit);
  });

  it('tells what Electron does not have from what the stand-in does not emulate', () => {
    expect(() => app.quitNow).toThrow('electron.d.ts has no member App.quitNow');
    expect(() => app.relaunch).toThrow('the stand-in does not emulate App.relaunch');
    expect(() => app.addRecentDocument).toThrow('App.addRecentDocument is not there on linux');
    expect(() => strict('Application', {}, options)).toThrow('has no type Application');
  });

  it('refuses to be written, copied or listed', () => {
    expect(() => Object.assign(app, { quit: 1 })).toThrow('does not emulate setting App.quit');
    expect(() => ({ ...app })).toThrow('cannot be copied');
  });

  it('refuses listeners for events that do not exist', () => {
    const theme = new EmulatedNativeTheme(new Core('linux')).facade as unknown as Loose;
    expect(() => theme.on?.('changed', () => undefined)).toThrow('no event changed of NativeTheme');
    expect(theme.on?.('updated', () => undefined)).toBe(theme);
  });
});

describe('a strict module', () => {
  it('has the modules of its process only', () => {
    const electron = strictModule('Renderer', { webUtils: 1 }) as Record<string, unknown>;
    expect(electron.webUtils).toBe(1);
    expect(() => electron.dialog).toThrow('no module dialog in the Renderer process');
    expect(() => electron.webFrame).toThrow('does not emulate the module webFrame');
  });
});

describe('options', () => {
  it('have the keys of their type only', () => {
    expect(() => checkOptions('WebPreferences', { sandbox: true })).not.toThrow();
    expect(() => checkOptions('WebPreferences', { sandboxed: true })).toThrow(
      'no option sandboxed',
    );
  });

  it('of menus are checked for roles, platforms and accelerators', () => {
    const menu = (item: object): void => {
      const { buildFromTemplate } = new EmulatedMenus('linux').facade as Loose;
      buildFromTemplate?.([item]);
    };
    expect(() => menu({ role: 'copy' })).not.toThrow();
    expect(() => menu({ role: 'copyAll' })).toThrow('no menu role copyAll');
    expect(() => menu({ role: 'appMenu' })).toThrow('only there on macOS');
    expect(() => menu({ label: 'x', accelerator: 'Strg+O' })).toThrow('no accelerator');
    expect(() => menu({})).toThrow('needs a label');
  });
});
