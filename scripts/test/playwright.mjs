import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { outputOf, startNode } from '../bootstrap/processes.mjs';
import { inRoot } from '../bootstrap/root.mjs';
import { failedSuite, NO_REASON } from './suite-result.mjs';

/**
 * The parts of Playwright's JSON report that are used.
 * @typedef {{ title: string, file: string, specs: Spec[], suites?: Suite[] }} Suite
 * @typedef {{ title: string, tests: TestOfSpec[] }} Spec
 * @typedef {object} TestOfSpec
 * @property {string} projectName
 * @property {'expected' | 'unexpected' | 'flaky' | 'skipped'} status
 * @property {{ type: string, description?: string }[]} annotations
 * @property {{ errors: { message?: string }[] }[]} results
 */

/**
 * @param {Suite} suite
 * @param {string} place
 * @returns {{ name: string, test: TestOfSpec }[]}
 */
function testsOf(suite, place) {
  const here = place === '' ? suite.file : `${place} > ${suite.title}`;
  return [
    ...suite.specs.flatMap(({ title, tests }) =>
      tests.map((test) => ({ name: `e2e ${test.projectName}: ${here} > ${title}`, test })),
    ),
    ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, here)),
  ];
}

/**
 * Runs the end-to-end tests.
 * @param {string} chromium its executable
 * @returns {Promise<import('./suite-result.mjs').SuiteResult>}
 */
export async function runPlaywright(chromium) {
  const file = inRoot('dist/test/playwright.json');
  mkdirSync(inRoot('dist/test'), { recursive: true });
  rmSync(file, { force: true });
  const { code, text } = await outputOf(
    startNode([inRoot('node_modules/@playwright/test/cli.js'), 'test', '--reporter=json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        EARSHOT_CHROMIUM: chromium,
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        NO_COLOR: '1',
      },
    }),
  );
  if (!existsSync(file)) return failedSuite('e2e', text);
  /** @type {{ suites: Suite[], errors: { message?: string }[] }} */
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const tests = report.suites.flatMap((suite) => testsOf(suite, ''));
  const failures = [
    ...report.errors.map(({ message }) => ({ name: 'e2e', text: message ?? '' })),
    ...tests
      // One that passes only when tried again is not sound.
      .filter(({ test }) => test.status === 'unexpected' || test.status === 'flaky')
      .map(({ name, test }) => ({
        name,
        text: test.results.flatMap(({ errors }) => errors.map((e) => e.message ?? '')).join('\n'),
      })),
  ];
  if (code !== 0 && failures.length === 0) failures.push({ name: 'e2e', text });
  const skips = tests
    .filter(({ test }) => test.status === 'skipped')
    .map(({ name, test }) => ({
      name,
      reason: test.annotations.find(({ type }) => type === 'skip')?.description ?? NO_REASON,
    }));
  return { passed: tests.filter(({ test }) => test.status === 'expected').length, failures, skips };
}
