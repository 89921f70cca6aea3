import './bootstrap/check-node.mjs';
import { readArguments } from './bootstrap/arguments.mjs';
import { APP, build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { runScript } from './bootstrap/say.mjs';

// npm run build [-- renderer|node|electron …] [-- --force]: builds what is stale.
const HELP = `Usage: npm run build [-- ${APP.join(' | ')} …] [-- --force]

Builds the bundles that are missing or older than their sources, into dist/.

  --force   builds also what is up to date
`;

await runScript(async () => {
  const given = readArguments(HELP, { words: APP, options: { force: { type: 'boolean' } } });
  const named = APP.filter((target) => given.words.includes(target));
  await install();
  await build(named.length > 0 ? named : APP, { isForced: given.has('force') });
  return 0;
});
