import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { outputOf, startNode } from '../bootstrap/processes.mjs';
import { inRoot } from '../bootstrap/root.mjs';
import { failedSuite } from './suite-result.mjs';
import { RESULT_VARIABLE } from './vitest-reporter.mjs';

/**
 * Runs projects of vitest.config.ts.
 * @param {readonly string[]} projects
 * @param {Readonly<Record<string, string>>} [environment] in addition to that of this process
 * @returns {Promise<import('./suite-result.mjs').SuiteResult>}
 */
export async function runVitest(projects, environment = {}) {
  const name = projects.join(', ');
  const file = inRoot(`dist/test/vitest-${projects.join('-')}.json`);
  mkdirSync(inRoot('dist/test'), { recursive: true });
  rmSync(file, { force: true });
  const { code, text } = await outputOf(
    startNode(
      [
        inRoot('node_modules/vitest/vitest.mjs'),
        'run',
        ...projects.flatMap((project) => ['--project', project]),
        `--reporter=${inRoot('scripts/test/vitest-reporter.mjs')}`,
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...environment, [RESULT_VARIABLE]: file, NO_COLOR: '1' },
      },
    ),
  );
  if (!existsSync(file)) return failedSuite(name, text);
  const result = JSON.parse(readFileSync(file, 'utf8'));
  if (code !== 0 && result.failures.length === 0) return failedSuite(name, text);
  return result;
}
