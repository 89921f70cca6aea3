import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { exitOf, start, startNode } from '../bootstrap/processes.mjs';
import { inRoot } from '../bootstrap/root.mjs';
import { say } from '../bootstrap/say.mjs';

/** Without a byte for so long, the download is given up. */
const STALL_MS = 15_000;
/** An Electron that fails so soon after its start has shown no window. */
const FAILED_START_MS = 10_000;

const ELECTRON = inRoot('node_modules/electron');

/**
 * Electron's binary, if it is there. Asked of the files: `require('electron')` would start a
 * download of its own and block.
 * @returns {string | undefined}
 */
export function findElectron() {
  try {
    const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(ELECTRON, 'dist');
    const binary = join(folder, readFileSync(join(ELECTRON, 'path.txt'), 'utf8'));
    const version = readFileSync(join(folder, 'version'), 'utf8').replace(/^v/, '').trim();
    const wanted = JSON.parse(readFileSync(join(ELECTRON, 'package.json'), 'utf8')).version;
    return version === wanted && existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Downloads and unpacks Electron's binary, showing how far it is.
 * @returns {Promise<string | undefined>} why it failed
 */
async function fetchElectron() {
  say('Fetching Electron (about 110 MB, only at the first start).');
  const isTerminal = process.stderr.isTTY === true;
  const child = startNode([inRoot('scripts/start/fetch-electron.mjs')], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let reason = 'Electron could not be fetched';
  let saidTenths = 0;
  const giveUp = () => {
    reason = 'Electron could not be fetched (nothing has come for 15 seconds)';
    child.kill('SIGKILL');
  };
  let stall = setTimeout(giveUp, STALL_MS);
  child.on('message', (message) => {
    const { part, error } = /** @type {{ part?: number, error?: string }} */ (message);
    clearTimeout(stall);
    if (error !== undefined) reason = `Electron could not be fetched (${error})`;
    if (part === undefined) return;
    // When all has come it is being unpacked, which may take long on a slow disk.
    if (part < 1) stall = setTimeout(giveUp, STALL_MS);
    const tenths = Math.floor(part * 10);
    if (isTerminal) process.stderr.write(`\rElectron: ${Math.round(part * 100)} %`);
    else if (tenths > saidTenths) say(`Electron: ${tenths * 10} %`);
    saidTenths = tenths;
  });
  const code = await exitOf(child);
  clearTimeout(stall);
  if (isTerminal && saidTenths > 0) process.stderr.write('\n');
  return code === 0 ? undefined : reason;
}

/**
 * Runs the app in Electron until it is closed, fetching the binary if need be.
 * @param {readonly string[]} paths absolute
 * @returns {Promise<number | { reason: string }>} exit code, or why Electron cannot be used here
 */
export async function runElectron(paths) {
  if (findElectron() === undefined) {
    const reason = await fetchElectron();
    if (reason !== undefined) return { reason };
  }
  const binary = findElectron();
  if (binary === undefined) return { reason: 'Electron was fetched but is not complete' };
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const startedMs = performance.now();
  const code = await exitOf(start(binary, ['.', ...paths], { env }));
  if (code !== 0 && performance.now() - startedMs < FAILED_START_MS) {
    return { reason: `Electron could not start here (exit code ${code})` };
  }
  return code;
}
