import './bootstrap/check-node.mjs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { inRoot } from './bootstrap/root.mjs';
import { runScript } from './bootstrap/say.mjs';

// node scripts/run.mjs serve|inspect|conformance ARGUMENTS: one of the Node side's programs, built if stale.
const [node = process.execPath, , name = 'serve', ...rest] = process.argv;

await runScript(async () => {
  await install();
  await build(name === 'serve' ? ['node', 'renderer'] : ['node']);
  const program = inRoot(`dist/node/${name}.js`);
  process.argv = [node, program, ...rest];
  // npm runs scripts in the project's folder; paths are meant from where the command was given.
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  await import(pathToFileURL(program).href);
  // The program sets its own exit code.
  return Number(process.exitCode ?? 0);
});
