import { createServer } from 'node:net';
import process from 'node:process';
import { start, startNode } from '../bootstrap/processes.mjs';
import { inRoot } from '../bootstrap/root.mjs';

/** @returns {Promise<number>} a port that is free now */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      );
    });
  });
}

/** The host being developed: the loopback host or Electron, started anew after every build. */
export class DevHost {
  port = freePort();
  #electron;
  #paths;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  /** @type {((token: string) => void) | undefined} */
  #onReady;

  /**
   * @param {string | undefined} electron its binary; absent: the loopback host
   * @param {readonly string[]} paths absolute
   */
  constructor(electron, paths) {
    this.#electron = electron;
    this.#paths = paths;
  }

  /**
   * Told of the token each time the loopback host is up.
   * @param {(token: string) => void} listener
   */
  onReady(listener) {
    this.#onReady = listener;
  }

  /** @param {string} pageUrl of the page server */
  async restart(pageUrl) {
    const before = this.#process;
    if (before !== undefined && before.exitCode === null) {
      const ended = new Promise((resolve) => before.once('close', resolve));
      before.kill('SIGTERM');
      await ended;
    }
    if (this.#electron === undefined) await this.#startLoopback();
    else {
      const env = { ...process.env, EARSHOT_DEV_URL: pageUrl };
      this.#process = start(this.#electron, ['.', ...this.#paths], { env });
    }
  }

  async #startLoopback() {
    const port = String(await this.port);
    const flags = ['--parent-started', '--allow-writes', '--port', port, '--', ...this.#paths];
    const child = startNode([inRoot('dist/node/serve.js'), ...flags], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#process = child;
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      const [, token] = /#token=(\S+)/.exec(text) ?? [];
      if (token !== undefined) this.#onReady?.(token);
    });
  }
}
