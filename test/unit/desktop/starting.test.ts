import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BuiltApp, buildApp } from '../../stand-in/build-app.ts';
import { StandIn } from '../../stand-in/stand-in.ts';
import { bridgeOf, takePaths, withApplication } from './application-access.ts';

// Builds and threads take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let app: BuiltApp;
beforeAll(async () => {
  app = await buildApp();
}, 120_000);
afterAll(() => app.remove());

describe('paths to open', () => {
  it('are taken from the command line, relative ones from where it was given', async () => {
    const args = ['--no-sandbox', 'wf', '/data/b', 'file:///data/c%20d', '--', '-odd'];
    await withApplication({ appPath: app.path, args, cwd: '/home/me' }, async (standIn) => {
      const paths = ['/home/me/wf', '/data/b', '/data/c d', '/home/me/-odd'];
      expect(await takePaths(standIn)).toEqual(paths);
      expect(await takePaths(standIn)).toEqual([]);
    });
  });

  it('start after the executable in a packaged application', async () => {
    const options = { appPath: app.path, args: ['/data/a'], isPackaged: true };
    await withApplication(options, async (standIn) => {
      expect(await takePaths(standIn)).toEqual(['/data/a']);
    });
  });

  it('come from macOS before the application is ready, and after', async () => {
    const standIn = new StandIn({ appPath: app.path, platform: 'darwin' });
    try {
      standIn.start();
      expect(standIn.openFile('/data/early')).toBe(true);
      await standIn.ready();
      expect(await takePaths(standIn)).toEqual(['/data/early']);
      const heard: unknown[] = [];
      bridgeOf(standIn).onEvent((message) => heard.push(message));
      expect(standIn.openFile('/data/late')).toBe(true);
      await standIn.until('the event', () => heard.length > 0);
      expect(heard).toMatchObject([
        { name: 'host.openRequested', payload: { paths: ['/data/late'] } },
      ]);
    } finally {
      await standIn.close();
    }
  });

  it('come from a second start, which brings the window to the front', async () => {
    await withApplication({ appPath: app.path }, async (standIn) => {
      standIn.window.$minimise();
      standIn.secondInstance(['wf'], '/home/other');
      expect(await takePaths(standIn)).toEqual(['/home/other/wf']);
      expect(standIn.window.$actions).toEqual(['show', 'restore', 'focus']);
    });
  });

  it('are told by the second start itself where it could read them', async () => {
    const second = new StandIn({ appPath: app.path, args: ['wf'], cwd: '/home/b', hasLock: false });
    second.start();
    await withApplication({ appPath: app.path }, async (standIn) => {
      standIn.secondInstance(['mangled'], '/', second.app.lockData);
      expect(await takePaths(standIn)).toEqual(['/home/b/wf']);
    });
    await second.close();
  });

  it('come from the menu by the open dialog', async () => {
    await withApplication({ appPath: app.path }, async (standIn) => {
      // The page knows what the command means; the menu only passes it on.
      const heard: unknown[] = [];
      bridgeOf(standIn).onEvent((message) => heard.push(message));
      standIn.menu.$choose('File', 'Open a folder…');
      await standIn.until('the event', () => heard.length > 0);
      expect(heard).toMatchObject([
        { name: 'host.commandRequested', payload: { command: 'open-folder' } },
      ]);
    });
    const onMac = { appPath: app.path, platform: 'darwin' } as const;
    await withApplication(onMac, async (standIn) => {
      standIn.window.close();
      standIn.dialog.$openAnswers.push(['/data/a', '/data/b']);
      standIn.menu.$choose('File', 'Open a zip archive…');
      await standIn.until('a window', () => standIn.windows.size === 1);
      await standIn.until('its page', () => standIn.contents.$document !== undefined);
      expect(await takePaths(standIn)).toEqual(['/data/a', '/data/b']);
      expect(standIn.dialog.$opened[0]?.properties).toContain('openFile');
    });
  });

  it('come from the page by the open dialog', async () => {
    await withApplication({ appPath: app.path }, async (standIn) => {
      standIn.dialog.$openAnswers.push(['/data/a'], []);
      const ask = (id: string): Promise<unknown> =>
        bridgeOf(standIn).call(id, 'host.openDialog', { kind: 'folder' });
      expect(await ask('c-1')).toEqual({ ok: true, value: { paths: ['/data/a'] } });
      expect(await ask('c-2')).toEqual({ ok: true, value: { paths: [] } });
    });
  });
});

describe('one instance', () => {
  it('leaves at once when another has the lock, having told it its paths', async () => {
    const standIn = new StandIn({ appPath: app.path, args: ['/data/a'], hasLock: false });
    standIn.start();
    expect(standIn.core.isEnded).toBe(true);
    expect(standIn.app.lockData).toEqual({ paths: ['/data/a'], links: [], isNewWindow: false });
    await standIn.ready();
    expect(standIn.windows.size).toBe(0);
    await standIn.close();
  });
});

describe('the end', () => {
  it('comes with the last window on Linux', async () => {
    const standIn = await StandIn.launch({ appPath: app.path });
    standIn.window.close();
    await standIn.until('the end', () => standIn.core.isEnded);
    expect(standIn.app.exitCode).toBe(0);
    expect(standIn.ipcMain.$channels()).toEqual([]);
    await standIn.close();
    expect(existsSync(standIn.home)).toBe(false);
  });

  it('does not come with the last window on macOS, where the icon brings a new one', async () => {
    const standIn = await StandIn.launch({ appPath: app.path, platform: 'darwin' });
    standIn.window.close();
    expect(standIn.core.isEnded).toBe(false);
    standIn.app.emit('activate', {}, false);
    await standIn.until('a new window', () => standIn.windows.size === 1);
    await standIn.until('its page', () => standIn.contents.$document !== undefined);
    expect(await bridgeOf(standIn).call('c-1', 'host.describe', {})).toMatchObject({ ok: true });
    await standIn.close();
  });

  it('a path given while there is no window opens one that takes it', async () => {
    const standIn = await StandIn.launch({ appPath: app.path, platform: 'darwin' });
    standIn.window.close();
    standIn.openFile('/data/a');
    await standIn.until('a new window', () => standIn.windows.size === 1);
    await standIn.until('its page', () => standIn.contents.$document !== undefined);
    expect(await takePaths(standIn)).toEqual(['/data/a']);
    await standIn.close();
  });
});

describe('the page', () => {
  const env = { EARSHOT_DEV_URL: 'http://127.0.0.1:5173/' };

  it('comes from the bundle when packaged, whatever the environment says', async () => {
    await withApplication({ appPath: app.path, isPackaged: true, env }, (standIn) => {
      expect(standIn.contents.getURL()).toBe('app://earshot/index.html');
      expect(standIn.contents.$preferences.devTools).toBe(false);
      expect(standIn.menu.$roles()).not.toContain('toggleDevTools');
    });
  });

  it('comes from the development server of this machine when not packaged', async () => {
    const standIn = new StandIn({ appPath: app.path, env });
    standIn.start();
    await standIn.app.$becomeReady();
    await standIn.until('a refused page', () =>
      standIn.stderr.some((line) => line.includes('did not load')),
    );
    expect(standIn.stderr.join('')).toContain('http://127.0.0.1:5173/');
    expect(standIn.menu.$roles()).toContain('toggleDevTools');
    await standIn.close();
  });

  it.each(['https://example.org/', 'http://localhost:5173/', 'http://127.0.0.1.evil.org/', 'x'])(
    'does not come from %s',
    async (url) => {
      const standIn = new StandIn({ appPath: app.path, env: { EARSHOT_DEV_URL: url } });
      standIn.start();
      await expect(standIn.ready()).rejects.toThrow('EARSHOT_DEV_URL must start with');
      expect(standIn.app.exitCode).toBe(1);
      await standIn.close();
    },
  );
});
