import './bootstrap/check-node.mjs';
import process from 'node:process';
import { helpIfAsked } from './bootstrap/arguments.mjs';
import { APP, build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { exitOf, startNode } from './bootstrap/processes.mjs';
import { inRoot } from './bootstrap/root.mjs';
import { Plain, runScript } from './bootstrap/say.mjs';
import { ensureChromium } from './test/chromium.mjs';

// npm run screenshots: takes the pictures in docs/screenshots anew.
const HELP = `Usage: npm run screenshots [-- OPTIONS OF playwright test]

Takes the pictures in docs/screenshots anew.
`;

await runScript(async () => {
  helpIfAsked(HELP);
  await install();
  await build(APP);
  const chromium = await ensureChromium();
  if ('reason' in chromium) throw new Plain(`${chromium.reason}: no pictures can be taken.`);
  const playwright = inRoot('node_modules/@playwright/test/cli.js');
  return exitOf(
    startNode([playwright, 'test', '--project', 'screenshots', ...process.argv.slice(2)], {
      env: { ...process.env, EARSHOT_CHROMIUM: chromium.file, EARSHOT_SCREENSHOTS: '1' },
    }),
  );
});
