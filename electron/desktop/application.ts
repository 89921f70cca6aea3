import { join } from 'node:path';
import { app, dialog, protocol } from 'electron';
import { createLog } from '../files/log-file.ts';
import { APP_SCHEME } from './app-protocol.ts';
import { DesktopHost } from './desktop-host.ts';
import { OpenRequests, requestOfArgv } from './open-paths.ts';
import { type AdditionalData, requestOfSecondStart } from './start-request.ts';

/** As `appId` in electron-builder.yml: Windows groups the taskbar by it. */
const APP_ID = 'io.github.earshot.earshot';
/** Workers that do not end by then end with the process. */
const CLOSE_TIMEOUT_MS = 3_000;

/** What the process was started with. */
export interface StartConditions {
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Path of the executable. */
  readonly program: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs the application: what must happen before Electron is ready happens here and now, the rest
 * when it is.
 */
export function runApplication(start: StartConditions): void {
  const requests = new OpenRequests();
  // macOS sends this before `ready` when a file started the application.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    requests.add({ paths: [path] });
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    requests.add({ links: [url] });
  });

  const asked = requestOfArgv(start.argv, { isPackaged: app.isPackaged, cwd: start.cwd });
  const told: AdditionalData = { ...asked, paths: [...asked.paths], links: [...asked.links] };
  if (!app.requestSingleInstanceLock(told)) {
    app.quit();
    return;
  }
  // The first start makes a window anyway.
  requests.add({ ...asked, isNewWindow: false });
  if (start.platform === 'win32') app.setAppUserModelId(APP_ID);
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);

  app
    .whenReady()
    .then(() => startHost(start, requests))
    .catch((exception: unknown) => {
      const message = exception instanceof Error ? exception.message : String(exception);
      dialog.showErrorBox('Earshot could not start', message);
      app.exit(1);
    });
}

async function startHost(start: StartConditions, requests: OpenRequests): Promise<void> {
  const logFile = join(app.getPath('logs'), 'earshot.log');
  const log = createLog(logFile, (line) => process.stderr.write(`${line}\n`));
  const host = new DesktopHost({
    platform: start.platform,
    devUrl: start.env.EARSHOT_DEV_URL,
    program: start.program,
    logFile,
    log,
  });

  app.on('second-instance', (_event, argv, cwd, additionalData) => {
    const context = { isPackaged: app.isPackaged, cwd };
    host.open(requestOfSecondStart(argv, context, additionalData));
  });
  app.on('activate', () => host.showWindow());
  app.on('window-all-closed', () => {
    // On macOS an application stays until it is told to quit.
    if (start.platform !== 'darwin') app.quit();
  });
  app.on('child-process-gone', (_event, { type, reason }) => log(`${type} ended: ${reason}`));
  closeBeforeQuit(host, log);
  app.on('before-quit', () => host.keepWindows());
  await host.start();
  // Who asks for something wants that, and not what was there last time.
  if (!requests.askForSomething) host.reopenWindows();
  // The command line is one of them, so there is a window now.
  requests.handOver((request) => host.open(request));
}

/** Holds the end of the application until the workers have ended. */
function closeBeforeQuit(host: DesktopHost, log: (line: string) => void): void {
  let state: 'running' | 'closing' | 'closed' = 'running';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS).unref());
    Promise.race([host.close(), timeout])
      .catch((exception: unknown) => log(`closing: ${String(exception)}`))
      .finally(() => {
        state = 'closed';
        app.quit();
      });
  });
}
