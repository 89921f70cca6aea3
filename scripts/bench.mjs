import './bootstrap/check-node.mjs';
import { readArguments } from './bootstrap/arguments.mjs';
import { build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { exitOf, startNode } from './bootstrap/processes.mjs';
import { inRoot } from './bootstrap/root.mjs';
import { runScript } from './bootstrap/say.mjs';

/** What is measured, by what, and the options it has. */
const PARTS = {
  opening: { file: 'bench.js', options: ['elements', 'runs', 'rounds', 'write'] },
  commits: { file: 'commit-cost.js', options: ['elements', 'rounds', 'write'] },
  reopening: { file: 'reopening.js', options: ['elements', 'rounds', 'write'], needsApp: true },
  reasons: { file: 'reason-speed.js', options: ['elements', 'rounds', 'write'] },
  comparing: { file: 'comparison-speed.js', options: ['elements', 'rounds', 'write'] },
  arrays: { file: 'array-speed.js', options: ['rounds', 'write'] },
  trees: { file: 'tree-speed.js', options: ['files', 'folder', 'rounds', 'write'] },
};

// npm run bench: see docs/performance.md.
const HELP = `Usage: npm run bench [-- PART…] [-- OPTION…]

Measures times and memory: ${Object.keys(PARTS).join(', ')}; all of them unless some are named.

  --rounds N      how often each is measured
  --elements N    elements of the studies of opening (may be given again), commits and reasons
  --runs N        runs of the studies of opening (may be given again)
  --files N       files of the folder that trees copies and deletes
  --folder PATH   where trees makes it
  --write         puts the results into docs/performance.md
`;

await runScript(async () => {
  const given = readArguments(HELP, {
    words: Object.keys(PARTS),
    options: {
      elements: { type: 'string', multiple: true },
      files: { type: 'string' },
      folder: { type: 'string' },
      rounds: { type: 'string' },
      runs: { type: 'string', multiple: true },
      write: { type: 'boolean' },
    },
  });
  await install();
  await build(['bench']);
  for (const [part, { file, options, ...rest }] of Object.entries(PARTS)) {
    if (given.words.length > 0 && !given.words.includes(part)) continue;
    if ('needsApp' in rest) await build(['renderer', 'node']);
    const code = await exitOf(startNode([inRoot(`dist/bench/${file}`), ...given.again(options)]));
    if (code !== 0) return code;
  }
  return 0;
});
