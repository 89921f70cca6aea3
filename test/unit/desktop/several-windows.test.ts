import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ElectronBridge } from '../../../shared/contract/client.ts';
import { formatAppLink } from '../../../shared/contract/place-links.ts';
import { type BuiltApp, buildApp } from '../../stand-in/build-app.ts';
import type { EmulatedWindow } from '../../stand-in/emulated-window.ts';
import { StandIn } from '../../stand-in/stand-in.ts';
import { bridgeOf, logOf, takePaths, withApplication } from './application-access.ts';

// Builds and threads take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let app: BuiltApp;
beforeAll(async () => {
  app = await buildApp();
}, 120_000);
afterAll(() => app.remove());

/** The window that came second, with its page. */
async function secondOf(standIn: StandIn): Promise<EmulatedWindow> {
  await standIn.until('a second window', () => standIn.windows.size === 2);
  const window = [...standIn.windows][1];
  if (window === undefined) throw new Error('there is no second window');
  await standIn.until('its page', () => window.$contents.$document !== undefined);
  return window;
}

function bridgeIn(window: EmulatedWindow): ElectronBridge {
  return window.$contents.$document?.window.earshot as ElectronBridge;
}

const call = (bridge: ElectronBridge, name: string, input: unknown): Promise<unknown> =>
  bridge.call(`c-${name.replace('.', '-')}`, name, input);

describe('several windows', () => {
  it('come from the menu, the page and the command line, each with what is meant for it', async () => {
    await withApplication({ appPath: app.path, args: ['/data/a'] }, async (standIn) => {
      const first = bridgeOf(standIn);
      const place = { path: '/data/b', at: 'template' };
      expect(await call(first, 'host.newWindow', { place })).toEqual({ ok: true, value: {} });
      const second = await secondOf(standIn);
      // Beside the first, so that both can be seen, and in the same clothes.
      const { x = 0, y = 0 } = second.$options;
      const { x: firstX, y: firstY } = standIn.window.getNormalBounds();
      expect([x, y]).toEqual([firstX + 32, firstY + 32]);
      const take = (bridge: ElectronBridge): Promise<unknown> =>
        call(bridge, 'host.takeOpenRequests', {});
      expect(await take(bridgeIn(second))).toMatchObject({ value: { requests: [place] } });
      expect(await take(first)).toMatchObject({ value: { requests: [{ path: '/data/a' }] } });

      // What comes from outside goes to the window used last.
      second.focus();
      standIn.secondInstance(['/data/c'], '/');
      expect(await take(first)).toMatchObject({ value: { requests: [] } });
      expect(await take(bridgeIn(second))).toMatchObject({
        value: { requests: [{ path: '/data/c' }] },
      });
      standIn.secondInstance(['--new-window'], '/');
      expect(standIn.windows.size).toBe(3);
      standIn.menu.$choose('File', 'New window');
      expect(standIn.windows.size).toBe(4);
    });
  });

  it('are brought to the front by a click on what they had the system say', async () => {
    await withApplication({ appPath: app.path }, async (standIn) => {
      const first = bridgeOf(standIn);
      const described = await call(first, 'host.describe', {});
      expect(described).toMatchObject({ value: { capabilities: { notifications: true } } });
      standIn.menu.$choose('File', 'New window');
      const second = await secondOf(standIn);
      second.focus();
      const notice = { title: 'study', body: '1 more failed.' };
      expect(await call(first, 'host.notify', notice)).toEqual({ ok: true, value: {} });
      const [shown] = standIn.notifications;
      expect(shown?.$options).toEqual(notice);
      const { $actions } = standIn.window;
      const before = $actions.length;
      shown?.$click();
      expect($actions.slice(before)).toContain('focus');
    });
  });

  it('end the application with the last of them', async () => {
    const standIn = await StandIn.launch({ appPath: app.path });
    standIn.menu.$choose('File', 'New window');
    const second = await secondOf(standIn);
    standIn.window.close();
    expect(standIn.core.isEnded).toBe(false);
    expect(await call(bridgeIn(second), 'host.describe', {})).toMatchObject({ ok: true });
    second.close();
    await standIn.until('the end', () => standIn.core.isEnded);
    await standIn.close();
  });

  it('are there again at the next start, each with its tabs, unless something else is asked for', async () => {
    const home = mkdtempSync(join(tmpdir(), 'earshot-home-'));
    const places = [
      { path: '/data/a', at: 'template', isBehind: true },
      { path: '/data/b', at: 'overview' },
    ];
    const bounds = { x: 200, y: 150, width: 1100, height: 800 };
    const start = { appPath: app.path, home };
    const take = (bridge: ElectronBridge) => call(bridge, 'host.takeOpenRequests', {});
    const none = { ok: true, value: { requests: [] } };
    await withApplication(start, async (standIn) => {
      standIn.menu.$choose('File', 'New window');
      const second = await secondOf(standIn);
      second.$place(bounds);
      await call(bridgeOf(standIn), 'host.notePlaces', { places: [{ path: '/data/c' }] });
      await call(bridgeIn(second), 'host.notePlaces', { places });
      // All of them are closed, one after the other.
      standIn.app.quit();
    });
    await withApplication(start, async (standIn) => {
      const second = await secondOf(standIn);
      expect(second.$options).toMatchObject(bounds);
      expect(await take(bridgeIn(second))).toEqual({ ok: true, value: { requests: places } });
      expect(await take(bridgeOf(standIn))).toMatchObject({
        value: { requests: [{ path: '/data/c' }] },
      });
      // One that is closed while others stay is not to come back.
      standIn.window.close();
    });
    // Its display is gone.
    const workAreas = [{ x: 3000, y: 0, width: 1600, height: 900 }];
    await withApplication({ ...start, workAreas }, async (standIn) => {
      expect(standIn.windows.size).toBe(1);
      expect(standIn.window.$options.x).toBeUndefined();
      expect(standIn.window.$options).toMatchObject({ width: 1100, height: 800 });
      expect(await take(bridgeOf(standIn))).toEqual({ ok: true, value: { requests: places } });
    });
    await withApplication({ ...start, args: ['/data/z'] }, async (standIn) => {
      expect(standIn.windows.size).toBe(1);
      expect(await takePaths(standIn)).toEqual(['/data/z']);
      await call(bridgeOf(standIn), 'host.notePlaces', { places });
      await call(bridgeOf(standIn), 'settings.write', { change: { reopensWindows: false } });
    });
    await withApplication(start, async (standIn) => {
      expect(standIn.windows.size).toBe(1);
      expect(await take(bridgeOf(standIn))).toEqual(none);
    });
    rmSync(home, { recursive: true, force: true });
  });

  it('pass commands of the menu to the one used last', async () => {
    await withApplication({ appPath: app.path }, async (standIn) => {
      standIn.menu.$choose('File', 'New window');
      const second = await secondOf(standIn);
      const heard: string[] = [];
      bridgeOf(standIn).onEvent((message) => heard.push(`first ${JSON.stringify(message)}`));
      bridgeIn(second).onEvent((message) => heard.push(`second ${JSON.stringify(message)}`));
      standIn.menu.$choose('Help', 'Keyboard shortcuts');
      await standIn.until('an event', () => heard.length > 0);
      expect(heard).toHaveLength(1);
      expect(heard[0]).toMatch(/^second .*host\.commandRequested.*show-shortcuts/);
    });
  });
});

describe('a link', () => {
  const link = formatAppLink({ path: '/data/new study', at: 'runs?task=1' });

  it('to a workflow that was not opened before is asked about, and not touched without', async () => {
    await withApplication({ appPath: app.path }, async (standIn) => {
      standIn.dialog.$buttonAnswers.push('Cancel', 'Open');
      standIn.secondInstance([link], '/');
      await standIn.until('the question', () => standIn.dialog.$messages.length === 1);
      expect(await takePaths(standIn)).toEqual([]);
      standIn.secondInstance([link], '/');
      await standIn.until('the question', () => standIn.dialog.$messages.length === 2);
      const answer = await call(bridgeOf(standIn), 'host.takeOpenRequests', {});
      const request = { path: '/data/new study', at: 'runs?task=1' };
      expect(answer).toEqual({ ok: true, value: { requests: [request] } });
    });
  });

  it('starts the application, on macOS even before it is ready', async () => {
    const standIn = new StandIn({ appPath: app.path, platform: 'darwin' });
    standIn.dialog.$buttonAnswers.push('Open');
    standIn.start();
    expect(standIn.openUrl(link)).toBe(true);
    await standIn.ready();
    await standIn.until('the question', () => standIn.dialog.$messages.length === 1);
    expect(await takePaths(standIn)).toEqual(['/data/new study']);
    await standIn.close();
  });

  it.each([
    'earshot://open',
    'earshot://open?workflow=relative',
    'earshot://open?workflow=%00',
    'earshot://delete?workflow=%2Fdata',
    'earshot:open?workflow=%2Fdata',
    'earshot://open?workflow=%E0%A4%A',
  ])('that names no workflow does nothing: %s', async (odd) => {
    await withApplication({ appPath: app.path, args: [odd] }, async (standIn) => {
      await standIn.until('a line in the log', () => logOf(standIn).includes('left alone'));
      expect(standIn.dialog.$messages).toEqual([]);
      expect(await takePaths(standIn)).toEqual([]);
    });
  });

  it('after -- is a path like any other', async () => {
    await withApplication({ appPath: app.path, args: ['--', link], cwd: '/x' }, async (standIn) => {
      expect(await takePaths(standIn)).toHaveLength(1);
      expect(standIn.dialog.$messages).toEqual([]);
    });
  });
});

describe('settings', () => {
  const write = (standIn: StandIn, change: object): Promise<unknown> =>
    call(bridgeOf(standIn), 'settings.write', { change });

  it('are those of the window, its menus and its page from the first moment', async () => {
    const home = mkdtempSync(join(tmpdir(), 'earshot-home-'));
    await withApplication({ appPath: app.path, home, isDark: true }, async (standIn) => {
      await write(standIn, { theme: 'hc-light', zoomPercent: 125 });
      expect(standIn.theme.themeSource).toBe('light');
      expect(standIn.window.$backgroundColour).toBe('#ffffff');
      expect(standIn.window.$overlay).toMatchObject({ color: '#ffffff', height: 46 });
      expect(standIn.contents.$zoomFactor).toBe(1.25);
      // Both are light for the system, so it tells of no change.
      await write(standIn, { theme: 'light' });
      expect(standIn.window.$backgroundColour).toBe('#ebedef');
    });
    await withApplication({ appPath: app.path, home, isDark: true }, async (standIn) => {
      expect(standIn.window.$options.backgroundColor).toBe('#ebedef');
      expect(standIn.theme.themeSource).toBe('light');
      expect(standIn.contents.$zoomFactor).toBe(1.25);
      await write(standIn, { theme: 'system' });
      expect(standIn.theme.themeSource).toBe('system');
      expect(standIn.window.$backgroundColour).toBe('#07080b');
    });
    rmSync(home, { recursive: true });
  });

  it('keep the zoom that the menu was asked for', async () => {
    await withApplication({ appPath: app.path }, async (standIn) => {
      standIn.menu.$choose('View', 'Zoom In');
      await standIn.until('the zoom', () => standIn.contents.$zoomFactor === 1.1);
      const file = join(standIn.home, 'userData', 'settings.json');
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ zoomPercent: 110 });
      standIn.menu.$choose('View', 'Actual Size');
      await standIn.until('the zoom', () => standIn.contents.$zoomFactor === 1);
    });
  });
});

describe('the lists of the system', () => {
  it('are that of the taskbar on Windows', async () => {
    await withApplication({ appPath: app.path, platform: 'win32' }, async (standIn) => {
      await standIn.until('the list', () => standIn.app.jumpList.length > 0);
      expect(standIn.app.jumpList).toMatchObject([
        { type: 'tasks', items: [{ title: 'New window', args: '--new-window' }] },
      ]);
    });
  });

  it('are the menu of the dock, and Open Recent, on macOS', async () => {
    await withApplication({ appPath: app.path, platform: 'darwin' }, (standIn) => {
      const labels = standIn.app.dockMenu?.items.map(({ label }) => label);
      expect(labels).toEqual(['New Window', 'Open…']);
      expect(standIn.menu.$roles()).toContain('recentDocuments');
    });
  });
});
