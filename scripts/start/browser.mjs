import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { atEnd, exitOf, start } from '../bootstrap/processes.mjs';
import { inRoot } from '../bootstrap/root.mjs';
import { say } from '../bootstrap/say.mjs';

/** A browser that fails so soon has shown nothing. */
const FAILED_START_MS = 5_000;

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/** @returns {string[]} places where a browser that can show an app window may be */
function candidates() {
  if (process.platform === 'darwin') {
    return [
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      'Chromium.app/Contents/MacOS/Chromium',
    ].map((name) => join('/Applications', name));
  }
  if (process.platform === 'win32') {
    const { LOCALAPPDATA, ProgramFiles } = process.env;
    return [LOCALAPPDATA, ProgramFiles, process.env['ProgramFiles(x86)']]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** @param {string} file */
function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} url */
async function openSystemBrowser(url) {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  const code = await exitOf(start(command ?? 'xdg-open', args, { stdio: 'ignore' }));
  if (code !== 0) say('No browser could be started: open the address above in one.');
}

/**
 * A page in a folder only this user can enter that leads to the address. On Unix every user of the
 * machine can read the command lines of all processes, and the address holds the token.
 * @param {string} folder
 * @param {string} url
 */
function doorTo(folder, url) {
  const file = join(folder, 'open.html');
  const script = `location.replace(${JSON.stringify(url)})`;
  writeFileSync(file, `<!doctype html><title>Earshot</title><script>${script}</script>\n`, {
    mode: 0o600,
  });
  return pathToFileURL(file).href;
}

/**
 * Shows the page: as a window of its own where Chromium, Chrome or Edge is found, else in the
 * system's browser.
 * @param {string} url
 * @param {() => void} onClosed called when the window of its own was closed
 */
export async function openBrowser(url, onClosed) {
  // Inside the project and not in the temporary folder: browsers packed as snaps see only the home.
  const folder = mkdtempSync(inRoot('dist/window-'));
  atEnd(() => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // The browser is still writing to its profile. What is left holds no secret: the token has ended.
    }
  });
  const address = process.platform === 'win32' ? url : doorTo(folder, url);
  const browser = candidates().find(canRun);
  if (browser === undefined) return openSystemBrowser(address);
  // A profile of its own: otherwise a browser that runs already takes the window over, and this
  // process ends at once.
  const profile = join(folder, 'profile');
  const flags = [`--app=${address}`, `--user-data-dir=${profile}`];
  const startedMs = performance.now();
  const code = await exitOf(
    start(browser, [...flags, '--no-first-run', '--no-default-browser-check'], { stdio: 'ignore' }),
  );
  if (code !== 0 && performance.now() - startedMs < FAILED_START_MS) {
    return openSystemBrowser(address);
  }
  onClosed();
}
