import { basename, join } from 'node:path';
import type { Browser, Page, Route } from '@playwright/test';
import { build } from 'vite';
import type { ElectronBridge } from '../../shared/contract/client.ts';
import { decodeFrame, encodeFrame } from '../../shared/contract/frame.ts';
import { StandIn } from './stand-in.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const APP_ORIGIN = 'app://earshot';
/** Stands for `app://earshot` in a browser; a secure context, as that is. Never on the network. */
const PAGE_ORIGIN = 'https://app.earshot.test';

export interface LaunchStandInOptions {
  readonly browser: Browser;
  /** Paths on the command line. */
  readonly paths?: readonly string[];
  /** Folder of the application's data; a new one unless given. */
  readonly home?: string;
  /** Folder of the built application; the project itself unless given. */
  readonly appPath?: string;
  readonly cwd?: string;
  /** Variables that the main process sees. */
  readonly env?: Readonly<Record<string, string>>;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'dark' | 'light';
  /** Called with the page before it loads anything. */
  readonly onPage?: (page: Page) => void;
}

export interface LaunchedStandIn {
  readonly page: Page;
  readonly standIn: StandIn;
  /** What the system's own open dialog will give next. */
  answerOpenDialog(paths: readonly string[]): void;
  /** Makes the next file of this path's name that is dropped come from this path. */
  setDroppedPath(path: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * The real renderer in a real browser, on the built main bundle and preload under the stand-in: the
 * page gets its files from the protocol handler, with their policy, and its bridge from the preload.
 */
export async function launchStandIn(options: LaunchStandInOptions): Promise<LaunchedStandIn> {
  const { appPath = ROOT, paths = [], viewport, colorScheme = 'dark' } = options;
  const standIn = await StandIn.launch({
    appPath,
    args: paths,
    isDark: colorScheme === 'dark',
    ...(options.home === undefined ? {} : { home: options.home }),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const context = await options.browser.newContext({
    colorScheme,
    ...(viewport === undefined ? {} : { viewport: { ...viewport } }),
  });
  const page = await context.newPage();
  options.onPage?.(page);
  let isClosing = false;
  await page.route('**/*', async (route) => {
    try {
      await answer(route, standIn);
    } catch (cause) {
      // The page may be gone while its request is under way.
      if (!isClosing) throw cause;
    }
  });
  await connect(page, standIn);
  await page.addInitScript({ content: await bridgeScript() });
  await page.goto(standIn.contents.getURL().replace(APP_ORIGIN, PAGE_ORIGIN));
  return {
    page,
    standIn,
    answerOpenDialog: (answer) => void standIn.dialog.$openAnswers.push(answer),
    setDroppedPath: (path) =>
      page.evaluate(
        ([name, whole]) => {
          const { earshotDropped } = window as unknown as { earshotDropped: Map<string, string> };
          earshotDropped.set(name, whole);
        },
        [basename(path), path] as const,
      ),
    async close() {
      isClosing = true;
      await context.close();
      await standIn.close();
    },
  };
}

/** Requests of the page, answered by the handler of `app://`; nothing reaches the network. */
async function answer(route: Route, standIn: StandIn): Promise<void> {
  const request = route.request();
  const url = request.url();
  if (!url.startsWith(`${PAGE_ORIGIN}/`)) {
    await route.abort();
    return;
  }
  const target = url.replace(PAGE_ORIGIN, APP_ORIGIN);
  const response = await standIn.protocol.$fetch(target, request.method());
  if (response === undefined) {
    await route.abort();
    return;
  }
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** Joins the page's bridge to the one the preload exposed. */
async function connect(page: Page, standIn: StandIn): Promise<void> {
  const bridge = (): ElectronBridge => {
    const exposed = standIn.contents.$document?.window.earshot;
    if (exposed === undefined) throw new Error('the preload exposed no window.earshot');
    return exposed as ElectronBridge;
  };
  let deliveries = Promise.resolve();
  const listen = (): void => {
    bridge().onEvent((message) => {
      const frame = toText(message);
      deliveries = deliveries.then(() => deliver(page, frame));
    });
  };
  let isFirst = true;
  await page.exposeBinding('earshotBinding', async (_source, operation: string, text: string) => {
    const args = decodeFrame(Buffer.from(text, 'base64')) as [string, string, unknown];
    if (operation === 'open') {
      // Each document of the browser is one of the stand-in; the first is there already.
      if (!isFirst) await standIn.contents.$load(standIn.contents.getURL());
      isFirst = false;
      listen();
      return toText(null);
    }
    if (operation === 'call') return toText(await bridge().call(...args));
    bridge().cancel(args[0]);
    return toText(null);
  });
}

function toText(value: unknown): string {
  return Buffer.from(encodeFrame(value)).toString('base64');
}

async function deliver(page: Page, frame: string): Promise<void> {
  try {
    await page.evaluate((text) => {
      const { earshotDeliver } = window as unknown as { earshotDeliver?: (frame: string) => void };
      earshotDeliver?.(text);
    }, frame);
  } catch {
    // The page is closing or loading again: it hears nothing, as in Electron.
  }
}

let script: Promise<string> | undefined;

/** page-bridge.ts as one script. */
function bridgeScript(): Promise<string> {
  script ??= buildScript();
  return script;
}

async function buildScript(): Promise<string> {
  const entry = join(import.meta.dirname, 'page-bridge.ts');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ['iife'], name: 'earshotPageBridge' },
    },
  });
  for (const output of Array.isArray(built) ? built : [built]) {
    if (!('output' in output)) continue;
    for (const file of output.output) if (file.type === 'chunk') return file.code;
  }
  throw new Error('page-bridge.ts was not built');
}
