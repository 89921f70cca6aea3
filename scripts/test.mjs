import './bootstrap/check-node.mjs';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { readArguments } from './bootstrap/arguments.mjs';
import { APP, build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { outputOf, startNode } from './bootstrap/processes.mjs';
import { inRoot } from './bootstrap/root.mjs';
import { Plain, runScript, say } from './bootstrap/say.mjs';
import { ensureChromium } from './test/chromium.mjs';
import { ensurePackagingTools } from './test/packaging-tools.mjs';
import { runPlaywright } from './test/playwright.mjs';
import { checkSkips } from './test/skips.mjs';
import { failedSuite, NO_WORKFLOWS, oneTest, sumOf } from './test/suite-result.mjs';
import { runVitest } from './test/vitest.mjs';
import { ensureZarrPython } from './test/zarr-python.mjs';

/** @typedef {import('./test/suite-result.mjs').SuiteResult} SuiteResult */

const PROJECTS = ['unit', 'plain', 'renderer', 'architecture', 'conformance', 'faults'];
const IS_CI = (process.env.CI ?? '') !== '' && process.env.CI !== 'false';

/**
 * Runs a suite and says in one line what it came to.
 * @param {string} name
 * @param {() => Promise<SuiteResult>} run
 */
async function suite(name, run) {
  const startedMs = performance.now();
  const result = await run();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const { passed, failures, skips } = result;
  say(
    `${name}: ${passed} passed, ${failures.length} failed, ${skips.length} skipped (${seconds} s)`,
  );
  return result;
}

/**
 * @param {string} name
 * @param {readonly string[]} args of Node
 */
function tool(name, args) {
  return suite(name, async () => {
    const child = startNode(args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const { code, text } = await outputOf(child);
    return oneTest(name, code, text);
  });
}

/** @returns {Promise<SuiteResult>} nothing when it went well: the build is no test */
async function buildAll() {
  try {
    await build(APP);
    return sumOf([]);
  } catch (error) {
    if (!(error instanceof Plain)) throw error;
    return failedSuite('build', error.message);
  }
}

/**
 * @param {Awaited<ReturnType<typeof ensureChromium>>} chromium
 * @returns {Promise<SuiteResult>}
 */
async function endToEnd(chromium) {
  if ('file' in chromium) return runPlaywright(chromium.file);
  say(
    `${chromium.reason}: install it (Debian and Ubuntu: apt-get install chromium), or name a Chromium or Chrome in EARSHOT_CHROMIUM.`,
  );
  return { passed: 0, failures: [], skips: [{ name: 'e2e', reason: chromium.reason }] };
}

const HELP = `Usage: npm test

Runs every test: types, lint, unit, architecture, conformance, faults, end to end. CONTRIBUTING.md tells how
to run one of them.
`;

await runScript(async () => {
  readArguments(HELP);
  await install();
  /** @type {SuiteResult[]} */
  const results = await Promise.all([
    tool('typecheck', [inRoot('node_modules/typescript/bin/tsc'), '-b']),
    tool('lint', [inRoot('node_modules/@biomejs/biome/bin/biome'), 'check', '--error-on-warnings']),
  ]);
  const built = await buildAll();
  results.push(built);
  const chromium = await ensureChromium();
  await ensureZarrPython();
  await ensurePackagingTools();
  // Together, so that no core is idle at the end of each.
  results.push(await suite(PROJECTS.join(', '), () => runVitest(PROJECTS)));
  results.push(
    await suite('end-to-end', async () =>
      built.failures.length === 0
        ? endToEnd(chromium)
        : failedSuite(
            'end-to-end',
            'Not run, for there is nothing to run it on: the build failed.',
          )),
  );
  if (IS_CI && !existsSync(inRoot('../shared/workflows'))) {
    results.push(failedSuite('workflows', NO_WORKFLOWS));
  }

  const { passed, failures: failed, skips } = sumOf(results);
  for (const { name, reason } of skips) say(`skipped: ${name}: ${reason}`);
  const failures = [...failed, ...checkSkips(skips, IS_CI)];
  for (const { name, text } of failures) say(`\nFAILED: ${name}\n${text}`);
  const line = `${passed} passed, ${failures.length} failed, ${skips.length} skipped`;
  process.stdout.write(`${line}\n`);
  return failures.length === 0 && passed > 0 ? 0 : 1;
});
