import process from 'node:process';
import { exitOf, startNode } from '../bootstrap/processes.mjs';
import { inRoot } from '../bootstrap/root.mjs';
import { say } from '../bootstrap/say.mjs';
import { openBrowser } from './browser.mjs';
import { hasDisplay } from './display.mjs';

/** The one line the loopback host prints for programs. */
const ANNOUNCEMENT = /http:\/\/127\.0\.0\.1:\d+\/\S*/;

/**
 * Runs the loopback host, with a browser in front of it where there is a display, until the app
 * window is closed or Ctrl+C. Writes are allowed: same user, same machine.
 * @param {readonly string[]} paths absolute
 * @returns {Promise<number>} exit code
 */
export async function runLoopback(paths) {
  const host = startNode(
    [inRoot('dist/node/serve.js'), '--parent-started', '--allow-writes', '--', ...paths],
    // The host ends when its stdin is closed, so it cannot outlive this process.
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let text = '';
  let isOpened = false;
  host.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ piece) => {
    text += piece;
    const [url] = ANNOUNCEMENT.exec(text) ?? [];
    // The address is complete only with the line's end.
    if (url === undefined || isOpened || !text.includes('\n')) return;
    isOpened = true;
    process.stdout.write(`Earshot is at ${url}\n`);
    say('Press Ctrl+C to end it.');
    if (hasDisplay()) openBrowser(url, () => host.stdin?.end());
  });
  return exitOf(host);
}
