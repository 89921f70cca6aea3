import { createServer } from 'vite';
import { inRoot } from '../bootstrap/root.mjs';
import { say } from '../bootstrap/say.mjs';

const ANNOUNCED = 'earshot:host-started';

/** Takes the token of a host that was started anew, and loads the page again with it. */
const PAGE_SCRIPT = `
import.meta.hot?.on('${ANNOUNCED}', ({ token }) => {
  location.hash = 'token=' + token;
  location.reload();
});
`;

/**
 * Vite's server for the page. It passes calls and events on to the host, with the browser's own Host
 * and Origin, so the host's guards hold as they do without it.
 * @param {Promise<number>} hostPort
 */
export async function startPageServer(hostPort) {
  const target = `http://127.0.0.1:${await hostPort}`;
  const server = await createServer({
    configFile: inRoot('vite.config.ts'),
    root: inRoot('renderer'),
    server: {
      host: '127.0.0.1',
      // As objects: the short form would put the host's own name into the Host header.
      proxy: { '/session': { target }, '/call': { target }, '/events': { target, ws: true } },
    },
    plugins: [
      {
        name: 'earshot-host-restart',
        transformIndexHtml: {
          // Before Vite's own turn, so that it handles the script as a module of the page.
          order: 'pre',
          handler: () => [
            { tag: 'script', attrs: { type: 'module' }, children: PAGE_SCRIPT, injectTo: 'head' },
          ],
        },
      },
    ],
  });
  await server.listen();
  const address = server.httpServer?.address();
  const port = typeof address === 'object' && address !== null ? address.port : 5173;
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    /** @param {string} token */
    open(token) {
      server.ws.send(ANNOUNCED, { token });
      say(`Earshot is at ${url}#token=${token}`);
    },
  };
}
