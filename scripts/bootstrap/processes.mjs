import { spawn } from 'node:child_process';
import process from 'node:process';
import { ROOT } from './root.mjs';

/** How long what was started may take to end before this process ends without waiting. */
const END_TIMEOUT_MS = 3_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const started = new Set();
/** @type {(() => void)[]} */
const cleanUps = [];
let isEnding = false;

/**
 * Does something when this process ends, whatever ends it.
 * @param {() => void} cleanUp
 */
export function atEnd(cleanUp) {
  cleanUps.push(cleanUp);
}

/**
 * Starts a process that ends with this one, in the project's folder.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  started.add(child);
  const forget = () => {
    started.delete(child);
    if (isEnding && started.size === 0) process.exit();
  };
  child.once('close', forget);
  child.once('error', forget);
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
    // When this process is ending, nothing goes on after a child has ended.
    const end = (/** @type {number | null} */ code) => {
      if (!isEnding) resolve(code ?? 1);
    };
    child.once('error', () => end(1));
    child.once('close', end);
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
    isEnding = true;
    // By convention 128 + the number of the signal.
    process.exitCode = 128 + number;
    endAll();
    if (started.size === 0) process.exit();
    setTimeout(() => process.exit(), END_TIMEOUT_MS);
  });
}
process.once('exit', () => {
  endAll();
  for (const cleanUp of cleanUps) cleanUp();
});
