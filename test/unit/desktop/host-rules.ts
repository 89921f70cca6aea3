import { expect } from 'vitest';
import { EmulatedWindow } from '../../stand-in/emulated-window.ts';
import type { StandIn } from '../../stand-in/stand-in.ts';
import { bridgeOf, logOf } from './application-access.ts';

/** What must hold of the built application, whatever happens inside it. */
export type HostRule = (standIn: StandIn) => Promise<void> | void;

const refused = { ok: false, error: expect.objectContaining({ code: 'refused' }) };
const CALL = 'earshot:call';

export const HOST_RULES = {
  'the page gets the four functions of the bridge and nothing else': (standIn) => {
    const { window } = standIn.contents.$document ?? { window: {} };
    expect(Object.keys(window)).toEqual(['earshot']);
    const bridge = bridgeOf(standIn);
    expect(Object.keys(bridge).sort()).toEqual(['call', 'cancel', 'onEvent', 'pathOfFile']);
    expect(Object.values(bridge).map((member) => typeof member)).not.toContain('object');
    expect(Object.isFrozen(bridge)).toBe(true);
    expect(standIn.core.uncaught).toEqual([]);
    expect(logOf(standIn)).not.toContain('preload');
  },

  'the page is isolated from Node': (standIn) => {
    expect(standIn.contents.$preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
    });
  },

  'a call is answered': async (standIn) => {
    const answer = await bridgeOf(standIn).call('c-1', 'host.describe', {});
    expect(answer).toMatchObject({
      ok: true,
      value: { productVersion: '0.0.0-stand-in', capabilities: { openDialog: true } },
    });
  },

  'only the channels of the bridge answer': (standIn) => {
    expect(standIn.ipcMain.$channels()).toEqual([CALL, 'earshot:cancel']);
  },

  'a frame inside the page is refused': async (standIn) => {
    const frame = standIn.contents.$foreignFrame('app://earshot/index.html');
    const answer = await standIn.contents.$invokeFrom(frame, CALL, 'c-1', 'host.describe', {});
    expect(answer).toEqual(refused);
    expect(logOf(standIn)).toContain('refused a call from a frame that is not the top one');
  },

  'a page of another origin is refused': async (standIn) => {
    const urls = [
      'https://earshot/',
      'app://earshot.evil/index.html',
      'app://evil/index.html',
      'app://earshot:81/',
      'app://earshot@evil/',
      'file:///index.html',
      'about:blank',
    ];
    for (const url of urls) {
      standIn.contents.$moveTo(url);
      const { $frame } = standIn.contents;
      const answer = await standIn.contents.$invokeFrom($frame, CALL, 'c-1', 'host.describe', {});
      expect(answer, url).toEqual(refused);
    }
  },

  'a frame that has navigated since is refused': async (standIn) => {
    const { $frame } = standIn.contents;
    await standIn.contents.$load('app://earshot/index.html');
    const answer = await standIn.contents.$invokeFrom($frame, CALL, 'c-1', 'host.describe', {});
    expect(answer).toEqual(refused);
  },

  'a window the application did not connect is refused': async (standIn) => {
    const { core, app, ipcMain, protocol, windows } = standIn;
    const other = new EmulatedWindow({ core, app, ipcMain, protocol, windows }, {});
    await other.loadURL('app://earshot/index.html');
    const { $contents } = other;
    const answer = await $contents.$invokeFrom($contents.$frame, CALL, 'c-1', 'host.describe', {});
    other.destroy();
    expect(answer).toEqual(refused);
  },

  'cancelling is only heard from the page itself': async (standIn) => {
    standIn.dialog.$isLeftOpen = true;
    let isAnswered = false;
    const answer = bridgeOf(standIn).call('c-1', 'host.openDialog', { kind: 'folder' });
    void answer.then(() => {
      isAnswered = true;
    });
    await standIn.until('the dialog', () => standIn.dialog.$opened.length === 1);
    const frame = standIn.contents.$foreignFrame('app://earshot/index.html');
    const from = { sender: standIn.contents.facade, senderFrame: () => frame.facade };
    standIn.ipcMain.$send(from, 'earshot:cancel', ['c-1']);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isAnswered).toBe(false);
    bridgeOf(standIn).cancel('c-1');
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  },

  'a malformed call is an error, not an exception': async (standIn) => {
    const { contents } = standIn;
    const oddities = [
      [],
      [1, 'host.describe'],
      ['c 1', 'host.describe'],
      ['c-1', {}],
      ['c-1', 'x'],
    ];
    for (const args of oddities) {
      const answer = await contents.$invokeFrom(contents.$frame, CALL, ...args);
      expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
    }
  },

  'listeners get the message alone, until they unsubscribe': async (standIn) => {
    const heard: unknown[][] = [];
    const unsubscribe = bridgeOf(standIn).onEvent((...args: unknown[]) => heard.push(args));
    standIn.secondInstance(['/data/a'], '/');
    await standIn.until('an event', () => heard.length === 1);
    expect(heard[0]).toEqual([
      { seq: expect.any(Number), name: 'host.openRequested', payload: { paths: ['/data/a'] } },
    ]);
    unsubscribe();
    expect(standIn.contents.$document?.listenerCount()).toBe(0);
    standIn.secondInstance(['/data/b'], '/');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).toHaveLength(1);
  },

  'the page comes from the bundle, with a strict policy': async (standIn) => {
    const headers = standIn.contents.$document?.headers;
    const policy = headers?.get('Content-Security-Policy') ?? '';
    const rules = policy.split(';').map((rule) => rule.trim());
    expect(rules).toContain("default-src 'none'");
    expect(rules).toContain("script-src 'self'");
    expect(rules).toContain("style-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers?.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers?.get('Content-Type')).toBe('text/html; charset=utf-8');
    const script = await standIn.protocol.$fetch('app://earshot/assets/page.js');
    expect(script?.status).toBe(200);
    expect(script?.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(script?.headers.get('Content-Security-Policy')).toBe(policy);
    expect(standIn.protocol.privileges.get('app')).toMatchObject({ standard: true, secure: true });
    expect(standIn.protocol.privileges.get('app')?.bypassCSP ?? false).toBe(false);
  },

  'nothing outside the bundle is served': async (standIn) => {
    const paths = [
      '/../../secret.txt',
      '/..%2f..%2fsecret.txt',
      '/%2e%2e/%2e%2e/secret.txt',
      '/..%5c..%5csecret.txt',
      '/assets/..%2f..%2f..%2fsecret.txt',
      '//etc/passwd',
      '/%00',
      '/assets',
      '/assets/',
      '/missing.js',
    ];
    for (const path of paths) {
      const response = await standIn.protocol.$fetch(`app://earshot${path}`);
      expect(response?.status, path).toBe(404);
    }
    expect((await standIn.protocol.$fetch('app://other/index.html'))?.status).toBe(404);
    expect((await standIn.protocol.$fetch('app://earshot/index.html', 'POST'))?.status).toBe(405);
  },

  'the page cannot leave, open windows or embed pages': (standIn) => {
    const { contents } = standIn;
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'app://other/',
      'app://earshot/assets/page.js',
    ]) {
      expect(contents.$tryNavigation(url), url).toBe(false);
      expect(contents.$tryNavigation(url, false), url).toBe(false);
      expect(contents.$tryOpen(url), url).toBe(false);
      expect(contents.$tryRedirect(url), url).toBe(false);
    }
    expect(contents.$tryWebview()).toBe(false);
    expect(standIn.session.$download('https://example.com/file')).toBe(false);
    expect(standIn.session.$download('blob:https://example.com/id')).toBe(false);
    expect(standIn.session.$download('app://earshot/index.html')).toBe(false);
    // What the page itself made, it may save.
    expect(standIn.session.$download('blob:app://earshot/id')).toBe(true);
    // Its error screen loads it again.
    expect(contents.$tryNavigation('app://earshot/index.html')).toBe(true);
  },

  'the page has no permission but to write text to the clipboard': async (standIn) => {
    const { session, contents } = standIn;
    const origin = 'app://earshot';
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'fileSystem',
      'hid',
      'openExternal',
      'midi',
    ]) {
      expect(await session.$request(contents.facade, permission, origin), permission).toBe(false);
      expect(session.$check(contents.facade, permission, origin), permission).toBe(false);
    }
    for (const device of ['hid', 'serial', 'usb']) {
      expect(session.$device(device, origin), device).toBe(false);
    }
    expect(await session.$displayMedia()).toBeNull();
    const copying = 'clipboard-sanitized-write';
    expect(await session.$request(contents.facade, copying, origin)).toBe(true);
    expect(session.$check(contents.facade, copying, origin)).toBe(true);
    expect(session.$check(contents.facade, copying, 'https://example.org')).toBe(false);
  },

  'the window is hidden until there is something to show': (standIn) => {
    const { $options, $actions } = standIn.window;
    expect($options.show).toBe(false);
    expect($actions).toEqual(['show']);
  },
} as const satisfies Readonly<Record<string, HostRule>>;

export type HostRuleName = keyof typeof HOST_RULES;
export const HOST_RULE_NAMES = Object.keys(HOST_RULES) as readonly HostRuleName[];
