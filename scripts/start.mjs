import './bootstrap/check-node.mjs';
import { resolve } from 'node:path';
import process from 'node:process';
import { readArguments } from './bootstrap/arguments.mjs';
import { APP, build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { Plain, runScript, say } from './bootstrap/say.mjs';
import { hasDisplay } from './start/display.mjs';
import { runElectron } from './start/electron.mjs';
import { runLoopback } from './start/loopback.mjs';

// npm start [-- PATH…]: Earshot in Electron, or in the browser where Electron cannot be.
const HELP = `Usage: npm start [-- PATH…]

Opens Earshot in Electron, or in a browser where Electron cannot be. A PATH is a workflow to open.
EARSHOT_HOST=loopback asks for the browser, EARSHOT_HOST=electron for Electron and nothing else.
`;

await runScript(async () => {
  const { words } = readArguments(HELP, { words: 'paths' });
  const folder = process.env.INIT_CWD ?? process.cwd();
  const paths = words.map((path) => resolve(folder, path));
  const host = process.env.EARSHOT_HOST ?? '';
  if (!['', 'electron', 'loopback'].includes(host)) {
    throw new Plain(`EARSHOT_HOST can be electron or loopback, and is ${host}.`);
  }
  await install();
  await build(APP);
  if (host === 'loopback') return runLoopback(paths);
  if (host === '' && !hasDisplay()) {
    say('There is no display here for a window: Earshot opens for a browser instead.');
    return runLoopback(paths);
  }
  const outcome = await runElectron(paths);
  if (typeof outcome === 'number') return outcome;
  if (host === 'electron') throw new Plain(`${outcome.reason}.`);
  say(`${outcome.reason}: Earshot opens in the browser instead.`);
  return runLoopback(paths);
});
