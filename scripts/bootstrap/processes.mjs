import { spawn } from 'node:child_process';
import process from 'node:process';
import { ROOT } from './root.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const started = new Set();

/**
 * Starts a process that ends with this one, in the project's folder.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  started.add(child);
  child.once('close', () => started.delete(child));
  child.once('error', () => started.delete(child));
  return child;
}

/**
 * Runs Node on a file of the project.
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function startNode(args, options) {
  return start(process.execPath, args, options);
}

/**
 * Runs npm, the one that runs this script where there is one.
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function startNpm(args, options) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return startNode([cli, ...args], options);
  // npm is a batch file on Windows, which only a shell starts.
  return start('npm', args, { shell: process.platform === 'win32', ...options });
}

/**
 * Exit code of a process; 1 when a signal ended it or it could not be started.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
export function exitOf(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Exit code and everything printed on stdout and stderr.
 * @param {import('node:child_process').ChildProcess} child started with piped stdio
 * @param {(text: string) => void} [onText] told of every piece as it comes
 */
export async function outputOf(child, onText) {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (/** @type {string} */ piece) => {
      text += piece;
      onText?.(piece);
    });
  }
  const code = await exitOf(child);
  return { code, text };
}

/** Ends every process started here that still runs. */
export function endAll() {
  for (const child of started) child.kill('SIGTERM');
}

for (const [signal, number] of /** @type {const} */ ([
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
])) {
  process.once(signal, () => {
    endAll();
    // By convention 128 + the number of the signal.
    process.exit(128 + number);
  });
}
process.once('exit', endAll);
