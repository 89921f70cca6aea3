import './bootstrap/check-node.mjs';
import process from 'node:process';
import { readArguments } from './bootstrap/arguments.mjs';
import { install } from './bootstrap/install.mjs';
import { runScript, say } from './bootstrap/say.mjs';
import { runVitest } from './test/vitest.mjs';

// npm run test:faults: every point of the fault tests, of which npm test takes a selection.
const HELP = `Usage: npm run test:faults

Damages workflows and ends processes at all points, of which npm test takes a selection.
`;

await runScript(async () => {
  readArguments(HELP);
  await install();
  say('Damaging workflows and ending processes at all points; this takes many minutes.');
  const { passed, failures, skips } = await runVitest(['faults'], { EARSHOT_FAULTS: 'all' });
  for (const { name, reason } of skips) say(`skipped: ${name}: ${reason}`);
  for (const { name, text } of failures) say(`\nFAILED: ${name}\n${text}`);
  process.stdout.write(`${passed} passed, ${failures.length} failed, ${skips.length} skipped\n`);
  return failures.length === 0 && passed > 0 ? 0 : 1;
});
