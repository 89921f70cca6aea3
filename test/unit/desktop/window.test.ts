import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BuiltApp, buildApp } from '../../stand-in/build-app.ts';
import { fileOnDisk } from '../../stand-in/renderer-document.ts';
import { StandIn } from '../../stand-in/stand-in.ts';
import { bridgeOf, logOf, withApplication } from './application-access.ts';

// Builds and threads take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let app: BuiltApp;
let home: string;
beforeAll(async () => {
  app = await buildApp();
  home = mkdtempSync(join(tmpdir(), 'earshot-home-'));
}, 120_000);
afterAll(() => {
  app.remove();
  rmSync(home, { recursive: true, force: true });
});

describe('the window', () => {
  it('stands again where it was left', async () => {
    const bounds = { x: 300, y: 120, width: 1200, height: 800 };
    await withApplication({ appPath: app.path, home }, (standIn) => {
      standIn.window.$place(bounds);
      standIn.window.maximize();
    });
    const file = join(home, 'userData', 'window-state.json');
    const last = { bounds, isMaximised: true, isFullScreen: false };
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      version: 2,
      last,
      windows: [{ ...last, places: [] }],
    });
    expect(readdirSync(join(home, 'userData')).filter((name) => name.includes('partial'))).toEqual(
      [],
    );
    await withApplication({ appPath: app.path, home }, (standIn) => {
      expect(standIn.window.$options).toMatchObject(bounds);
      expect(standIn.window.$actions).toEqual(['maximize', 'show']);
    });
    const workAreas = [{ x: 0, y: 0, width: 1100, height: 750 }];
    await withApplication({ appPath: app.path, home, workAreas }, (standIn) => {
      expect(standIn.window.$options).toMatchObject({ width: 1100, height: 750 });
    });
    // As it was kept when there was one window.
    writeFileSync(file, JSON.stringify({ version: 1, ...last }));
    await withApplication({ appPath: app.path, home }, (standIn) => {
      expect(standIn.window.$options).toMatchObject(bounds);
    });
    writeFileSync(file, '{ "version": 1, "bounds": { "x": "left" } }');
    await withApplication({ appPath: app.path, home }, (standIn) => {
      expect(standIn.window.$options).toMatchObject({ width: 1440, height: 900 });
      expect(standIn.window.$options.x).toBeUndefined();
    });
  });

  it('has its own title bar, with the colours of the theme', async () => {
    await withApplication({ appPath: app.path, isDark: true }, (standIn) => {
      const { $options } = standIn.window;
      expect($options).toMatchObject({ titleBarStyle: 'hidden', minWidth: 1024, minHeight: 700 });
      expect(standIn.window.$backgroundColour).toBe('#07080b');
      expect(standIn.window.$overlay).toEqual({
        color: '#07080b',
        symbolColor: '#91969d',
        height: 37,
      });
      standIn.theme.$change(false, false);
      expect(standIn.window.$backgroundColour).toBe('#ebedef');
      expect(standIn.window.$overlay).toEqual({
        color: '#ebedef',
        symbolColor: '#5b6067',
        height: 37,
      });
      const { facade } = standIn.window;
      standIn.window.close();
      // A window that is gone throws when it is painted.
      expect(facade.isDestroyed()).toBe(true);
      standIn.theme.$change(true, false);
    });
  });

  it('leaves the buttons of macOS where they belong', async () => {
    await withApplication({ appPath: app.path, platform: 'darwin' }, (standIn) => {
      expect(standIn.window.$options.trafficLightPosition).toEqual({ x: 13, y: 12 });
      standIn.theme.$change(false, true);
      expect(standIn.window.$backgroundColour).toBe('#ffffff');
      expect(standIn.menu.$roles()).toEqual(
        expect.arrayContaining(['appMenu', 'editMenu', 'close']),
      );
    });
  });

  it('gives the path of a dropped folder, and none for a file made by the page', async () => {
    await withApplication({ appPath: app.path }, (standIn) => {
      const bridge = bridgeOf(standIn);
      expect(bridge.pathOfFile(fileOnDisk('/data/my workflow'))).toBe('/data/my workflow');
      expect(bridge.pathOfFile(new File([], 'made'))).toBeUndefined();
      expect(bridge.pathOfFile({ path: '/etc/passwd' })).toBeUndefined();
    });
  });
});

describe('a page that crashes', () => {
  it('is loaded again once, then the person is asked', async () => {
    await withApplication({ appPath: app.path }, async (standIn) => {
      const { contents, dialog } = standIn;
      contents.$crash('crashed');
      await standIn.until(
        'a reload',
        () => contents.$loads === 2 && contents.$document !== undefined,
      );
      expect(dialog.$messages).toEqual([]);
      expect(await bridgeOf(standIn).call('c-1', 'host.describe', {})).toMatchObject({ ok: true });
      dialog.$buttonAnswers.push('Reload', 'Close');
      contents.$crash('oom');
      await standIn.until('a reload', () => contents.$loads === 3);
      expect(dialog.$messages).toHaveLength(1);
      expect(logOf(standIn)).toContain('the renderer ended: oom');
      contents.$crash('oom');
      await standIn.until('the end', () => standIn.core.isEnded);
    });
  });

  it('makes the next page forget what it knew: event numbers show the gap', async () => {
    await withApplication({ appPath: app.path }, async (standIn) => {
      const seqs: number[] = [];
      const listen = (): void => {
        bridgeOf(standIn).onEvent((message) => seqs.push((message as { seq: number }).seq));
      };
      listen();
      standIn.secondInstance(['/a'], '/');
      await standIn.until('an event', () => seqs.length === 1);
      standIn.contents.$crash('crashed');
      standIn.secondInstance(['/b'], '/');
      await standIn.until('a reload', () => standIn.contents.$document !== undefined);
      listen();
      standIn.secondInstance(['/c'], '/');
      await standIn.until('an event', () => seqs.length === 2);
      expect(seqs).toEqual([1, 3]);
    });
  });

  it('leaves no call behind', async () => {
    await withApplication({ appPath: app.path }, async (standIn) => {
      standIn.dialog.$isLeftOpen = true;
      void bridgeOf(standIn).call('c-1', 'host.openDialog', { kind: 'folder' });
      await standIn.until('the dialog', () => standIn.dialog.$opened.length === 1);
      await standIn.contents.$load(standIn.contents.getURL());
      // The id would still be taken if the call of the earlier document were running.
      expect(await bridgeOf(standIn).call('c-1', 'host.describe', {})).toMatchObject({ ok: true });
    });
  });
});

describe('the end', () => {
  it('is the same while the system shows a dialog', async () => {
    const standIn = await StandIn.launch({ appPath: app.path });
    standIn.dialog.$isLeftOpen = true;
    void bridgeOf(standIn).call('c-1', 'host.openDialog', { kind: 'folder' });
    await standIn.until('the dialog', () => standIn.dialog.$opened.length === 1);
    await standIn.close();
    expect(standIn.app.exitCode).toBe(0);
  });
});
