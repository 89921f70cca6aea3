import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltApp, buildApp, type Change } from '../../stand-in/build-app.ts';
import { withApplication } from './application-access.ts';
import { HOST_RULES, type HostRuleName } from './host-rules.ts';

interface BrokenHost {
  readonly mistake: string;
  readonly changes: readonly Change[];
  readonly breaks: HostRuleName;
  /** A rule that still holds, so that the failure is the planted one. Absent: it does not start. */
  readonly keeps?: HostRuleName;
}

const PRELOAD = 'electron/preload.ts';
const EXPOSE = "contextBridge.exposeInMainWorld('earshot', bridge);";
const WINDOW = 'electron/desktop/main-window.ts';
const TRANSPORT = 'electron/desktop/ipc-transport.ts';
const SENDERS = 'electron/desktop/trusted-senders.ts';
const GUARDS = 'electron/desktop/guards.ts';
const PROTOCOL = 'electron/desktop/app-protocol.ts';
const PAGE_FILES = 'electron/dispatch/page-files.ts';
const APPLICATION = 'electron/desktop/application.ts';

const onlyBridge = 'the page gets the four functions of the bridge and nothing else';
const aloneMessage = 'listeners get the message alone, until they unsubscribe';

/** Mistakes that must not go unnoticed: each is planted in the sources, built and tried. */
const BROKEN_HOSTS: readonly BrokenHost[] = [
  {
    mistake: 'the preload exposes ipcRenderer itself',
    changes: [change(PRELOAD, EXPOSE, "contextBridge.exposeInMainWorld('earshot', ipcRenderer);")],
    breaks: onlyBridge,
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'the preload exposes a way to every channel',
    changes: [
      change(
        PRELOAD,
        EXPOSE,
        `${EXPOSE} contextBridge.exposeInMainWorld('ipc', { invoke: (name) => ipcRenderer.invoke(name) });`,
      ),
    ],
    breaks: onlyBridge,
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'the preload loads a module of Node',
    changes: [change(PRELOAD, EXPOSE, `require('node:fs'); ${EXPOSE}`)],
    breaks: onlyBridge,
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'the preload passes the event object on',
    changes: [change(PRELOAD, 'listener(message);', 'listener(_event, message);')],
    breaks: aloneMessage,
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'the preload does not unsubscribe',
    changes: [change(PRELOAD, 'ipcRenderer.removeListener(EVENT_CHANNEL, heard);', '')],
    breaks: aloneMessage,
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'the answer holds something that cannot be cloned',
    changes: [
      change(TRANSPORT, 'return this.#calls.run({', 'return this.#runOddly({'),
      change(
        TRANSPORT,
        '  #cancel(source',
        '  async #runOddly(request) { return { ...(await this.#calls.run(request)), odd: () => 0 }; }\n  #cancel(source',
      ),
    ],
    breaks: 'a call is answered',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'Node is let into the page',
    changes: [change(WINDOW, 'nodeIntegration: false', 'nodeIntegration: true')],
    breaks: 'the page is isolated from Node',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'page and preload share a world',
    changes: [change(WINDOW, 'contextIsolation: true', 'contextIsolation: false')],
    breaks: onlyBridge,
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'calls are answered whoever sends them',
    changes: [change(TRANSPORT, "this.#refuse(source, 'call')", 'undefined')],
    breaks: 'a frame inside the page is refused',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'cancelling is not checked',
    changes: [change(TRANSPORT, "this.#refuse(source, 'cancel') !== undefined ||", '')],
    breaks: 'cancelling is only heard from the page itself',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'frames inside the page may call',
    changes: [change(SENDERS, 'senderFrame !== sender.mainFrame', 'false')],
    breaks: 'a frame inside the page is refused',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'the origin is compared by its beginning',
    changes: [
      change(SENDERS, 'url.host === this.#origin.host', 'url.host.startsWith(this.#origin.host)'),
    ],
    breaks: 'a page of another origin is refused',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'any window may call',
    changes: [change(SENDERS, '!this.#ids.has(sender.id)', 'false')],
    breaks: 'a window the application did not connect is refused',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'a frame that is gone may call',
    changes: [
      change(
        SENDERS,
        "if (senderFrame === null) return 'a frame that is gone';",
        'if (senderFrame === null) return undefined;',
      ),
    ],
    breaks: 'a frame that has navigated since is refused',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'there is another channel',
    changes: [
      change(
        TRANSPORT,
        'options.ipcMain.on(CANCEL_CHANNEL',
        "options.ipcMain.handle('more', () => 0); options.ipcMain.on(CANCEL_CHANNEL",
      ),
    ],
    breaks: 'only the channels of the bridge answer',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'the page may navigate',
    changes: [
      change(GUARDS, "contents.on('will-frame-navigate'", "contents.on('did-frame-navigate'"),
    ],
    breaks: 'the page cannot leave, open windows or embed pages',
    keeps: 'a call is answered',
  },
  {
    mistake: 'windows may be opened',
    changes: [change(GUARDS, "action: 'deny'", "action: 'allow'")],
    breaks: 'the page cannot leave, open windows or embed pages',
    keeps: 'a call is answered',
  },
  {
    mistake: 'permissions are granted',
    changes: [
      change(
        GUARDS,
        'callback(permission === ALLOWED_PERMISSION &&',
        'callback(permission !== "" &&',
      ),
    ],
    breaks: 'the page has no permission but to write text to the clipboard',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'the policy lets inline styles in',
    changes: [change(PAGE_FILES, "style-src 'self'", "style-src 'self' 'unsafe-inline'")],
    breaks: 'the page comes from the bundle, with a strict policy',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'paths of requests reach the disk',
    changes: [
      change(
        PROTOCOL,
        '(await listed).get(url.pathname)',
        "({ file: rendererFolder + decodeURIComponent(url.pathname), contentType: 'text/plain' })",
      ),
    ],
    breaks: 'nothing outside the bundle is served',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'the window is shown before its page',
    changes: [change(WINDOW, 'show: false', 'show: true')],
    breaks: 'the window is hidden until there is something to show',
    keeps: 'the page cannot leave, open windows or embed pages',
  },
  {
    mistake: 'main uses what Electron does not have',
    changes: [change(APPLICATION, '.whenReady()', '.whenReadyAtLast()')],
    breaks: 'a call is answered',
  },
  {
    mistake: 'main listens for an event that does not exist',
    changes: [change(APPLICATION, "'window-all-closed'", "'all-windows-closed'")],
    breaks: 'a call is answered',
  },
  {
    mistake: 'the scheme is registered too late',
    changes: [
      change(APPLICATION, 'protocol.registerSchemesAsPrivileged([APP_SCHEME]);', ''),
      change(
        APPLICATION,
        'const log = createLog',
        'protocol.registerSchemesAsPrivileged([APP_SCHEME]); const log = createLog',
      ),
    ],
    breaks: 'a call is answered',
  },
];

describe('a broken Electron host is noticed', () => {
  let sound: BuiltApp;
  beforeAll(async () => {
    sound = await buildApp();
  }, 120_000);
  afterAll(() => sound.remove());

  it.each(BROKEN_HOSTS)('$mistake', { timeout: 120_000 }, async ({ changes, breaks, keeps }) => {
    const app = await buildApp(changes, sound);
    try {
      const options = { appPath: app.path };
      await expect(withApplication(options, HOST_RULES[breaks])).rejects.toThrow();
      if (keeps !== undefined) await withApplication(options, HOST_RULES[keeps]);
    } finally {
      app.remove();
    }
  });
});

function change(file: string, from: string, to: string): Change {
  return { file, from, to };
}
