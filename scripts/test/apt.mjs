import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { outputOf, start } from '../bootstrap/processes.mjs';
import { say } from '../bootstrap/say.mjs';

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
 * Installs packages of Debian or Ubuntu, where that is allowed without asking.
 * @param {readonly string[]} names
 * @param {string} notice said before
 */
export async function aptInstall(names, notice) {
  const prefix = aptPrefix();
  if (prefix === undefined) return;
  say(notice);
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
    const [command = 'apt-get', ...rest] = [...prefix, 'apt-get', '-q', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await outputOf(start(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], env }));
  }
}
