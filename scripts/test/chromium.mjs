import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { outputOf, start } from '../bootstrap/processes.mjs';
import { say } from '../bootstrap/say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @returns {string | undefined} the browser that end-to-end tests use */
export function findChromium() {
  const { EARSHOT_CHROMIUM } = process.env;
  if (EARSHOT_CHROMIUM !== undefined) return EARSHOT_CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @param {readonly string[]} command */
function succeeds([name = '', ...args]) {
  return spawnSync(name, args, { stdio: 'ignore' }).status === 0;
}

/** @returns {readonly string[] | undefined} what to put before apt-get, where it may be used */
function aptPrefix() {
  if (process.platform !== 'linux' || !succeeds(['apt-get', '--version'])) return undefined;
  if (process.getuid?.() === 0) return [];
  return succeeds(['sudo', '-n', 'true']) ? ['sudo', '-n'] : undefined;
}

/**
 * Finds Chromium, installing it through apt where that is allowed.
 * @returns {Promise<{ file: string } | { reason: string }>}
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return { file: found };
  const prefix = aptPrefix();
  if (prefix !== undefined) {
    say('Installing Chromium with apt for the end-to-end tests.');
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      const [command = 'apt-get', ...rest] = [...prefix, 'apt-get', '-q', ...args];
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await outputOf(start(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], env }));
    }
    const installed = findChromium();
    if (installed !== undefined) return { file: installed };
  }
  return { reason: 'Chromium is not installed' };
}
