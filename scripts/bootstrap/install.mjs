import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { outputOf, startNpm } from './processes.mjs';
import { inRoot, ROOT } from './root.mjs';
import { Plain, say } from './say.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 */

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(path) {
  return JSON.parse(readFileSync(inRoot(path), 'utf8')).packages;
}

/** True when node_modules holds what the lockfile asks for, by npm's own record of it. */
function isInstalled() {
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(inRoot(record))) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf('package-lock.json')).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    // Packages for other platforms are optional and not installed.
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
    return found.version === wanted.version;
  });
}

/** @returns {'missing' | 'older than the lockfile' | undefined} */
function whyInstall() {
  if (isInstalled()) return undefined;
  return existsSync(inRoot('node_modules')) ? 'older than the lockfile' : 'missing';
}

/** @throws {Plain} when this folder cannot be written */
export function checkWritable() {
  try {
    accessSync(ROOT, constants.W_OK);
  } catch {
    throw new Plain(
      `Earshot cannot write to its own folder ${ROOT}: copy it to a folder that you may write to, and start it there.`,
    );
  }
}

/**
 * @param {string} output what npm printed
 * @returns {string}
 */
function reasonOf(output) {
  if (
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b/.test(
      output,
    )
  ) {
    return 'The dependencies could not be fetched, because the npm registry cannot be reached: check the network or the proxy setting, and start again.';
  }
  if (/\b(EROFS|EACCES|EPERM)\b/.test(output)) {
    return `The dependencies could not be written to ${inRoot('node_modules')}: give yourself the right to write there, and start again.`;
  }
  if (/\bENOSPC\b/.test(output)) {
    return 'The dependencies could not be written, because the disk is full: make room, and start again.';
  }
  return 'The dependencies could not be installed: npm says above why.';
}

/** Installs the dependencies when they are missing or older than the lockfile. */
export async function install() {
  const why = whyInstall();
  if (why === undefined) return;
  checkWritable();
  say(`Installing the dependencies (${why}); this takes about a minute.`);
  const child = startNpm(
    // Electron and its packager ask for a newer Node than we need and warn of it: not the user's concern.
    [
      'ci',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--fetch-retry-mintimeout=2000',
      '--fetch-retry-maxtimeout=8000',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const { code, text } = await outputOf(child);
  if (code === 0) return;
  const reason = reasonOf(text);
  if (reason.endsWith('above why.')) say(text.trimEnd());
  throw new Plain(reason);
}
