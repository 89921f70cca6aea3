import './bootstrap/check-node.mjs';
import process from 'node:process';
import { APP, build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { runScript } from './bootstrap/say.mjs';

// npm run build [-- renderer|node|electron …] [-- --force]: builds what is stale.
await runScript(async () => {
  const asked = process.argv.slice(2);
  const named = APP.filter((target) => asked.includes(target));
  await install();
  await build(named.length > 0 ? named : APP, { isForced: asked.includes('--force') });
  return 0;
});
