import './bootstrap/check-node.mjs';
import { parseArgs } from 'node:util';
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

// npm run bench [-- PART… --write --rounds N --elements N… --runs N… --files N --folder PATH]:
// see docs/performance.md.
await runScript(async () => {
  const { tokens, positionals } = parseArgs({
    options: {
      elements: { type: 'string', multiple: true },
      files: { type: 'string' },
      folder: { type: 'string' },
      rounds: { type: 'string' },
      runs: { type: 'string', multiple: true },
      write: { type: 'boolean' },
    },
    allowPositionals: true,
    tokens: true,
  });
  await install();
  await build(['bench']);
  for (const [part, { file, options, ...rest }] of Object.entries(PARTS)) {
    if (positionals.length > 0 && !positionals.includes(part)) continue;
    if ('needsApp' in rest) await build(['renderer', 'node']);
    const given = tokens.flatMap((token) => {
      if (token.kind !== 'option' || !options.includes(token.name)) return [];
      return token.value === undefined ? [`--${token.name}`] : [`--${token.name}`, token.value];
    });
    const code = await exitOf(startNode([inRoot(`dist/bench/${file}`), ...given]));
    if (code !== 0) return code;
  }
  return 0;
});
