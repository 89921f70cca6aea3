import './bootstrap/check-node.mjs';
import { readArguments } from './bootstrap/arguments.mjs';
import { build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { exitOf, startNode } from './bootstrap/processes.mjs';
import { inRoot } from './bootstrap/root.mjs';
import { runScript } from './bootstrap/say.mjs';

// npm run bench:ui [-- --write] [-- --runs N]: see docs/performance.md.
const HELP = `Usage: npm run bench:ui [-- OPTION…]

Measures frames, latencies and memory of the page in Chromium.

  --runs N   runs of the study (may be given again)
  --write    puts the results into docs/performance.md
`;

await runScript(async () => {
  const given = readArguments(HELP, {
    options: { runs: { type: 'string', multiple: true }, write: { type: 'boolean' } },
  });
  await install();
  await build(['bench', 'bench-ui']);
  return exitOf(startNode([inRoot('dist/bench/bench-ui.js'), ...given.again(['runs', 'write'])]));
});
