import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { aptInstall } from './apt.mjs';

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

/**
 * Finds Chromium, installing it through apt where that is allowed.
 * @returns {Promise<{ file: string } | { reason: string }>}
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return { file: found };
  await aptInstall(['chromium'], 'Installing Chromium with apt for the tests of the page.');
  const installed = findChromium();
  if (installed !== undefined) return { file: installed };
  return { reason: 'Chromium is not installed' };
}
