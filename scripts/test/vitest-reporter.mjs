import { existsSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { inRoot } from '../bootstrap/root.mjs';
import { NO_REASON, NO_WORKFLOWS } from './suite-result.mjs';

/** Where the result goes; see vitest.mjs. */
export const RESULT_VARIABLE = 'EARSHOT_VITEST_RESULT';

const hasWorkflows = existsSync(inRoot('../shared/workflows'));

/**
 * A stack without the lines of other people's code.
 * @param {string} stack
 */
function ownPart(stack) {
  const lines = stack.split('\n');
  return lines.filter((line) => !/^\s+at .*node_modules/.test(line)).join('\n');
}

/** @param {readonly { message: string, stack?: string | undefined, diff?: string | undefined }[]} errors */
function textOf(errors) {
  return errors
    .map(({ message, stack, diff }) => [ownPart(stack ?? message), diff].filter(Boolean).join('\n'))
    .join('\n');
}

/** Writes what the tests came to, with the reason of every skip, which Vitest's JSON leaves out. */
export default class ResultReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly { message: string, stack?: string }[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    /** @type {{ name: string, text: string }[]} */
    const failures = unhandled.map((error) => ({ name: 'outside a test', text: textOf([error]) }));
    /** @type {{ name: string, reason: string }[]} */
    const skips = [];
    let passed = 0;
    for (const module of modules) {
      const place = `${module.project.name}: ${module.relativeModuleId}`;
      for (const error of module.errors()) failures.push({ name: place, text: textOf([error]) });
      for (const suite of module.children.allSuites()) {
        for (const error of suite.errors()) {
          failures.push({ name: `${place} > ${suite.fullName}`, text: textOf([error]) });
        }
        // A suite made of a list that is empty here has no tests that could be skipped.
        if (suite.options.mode === 'skip' && suite.children.size === 0) {
          skips.push({ name: suite.fullName, reason: hasWorkflows ? NO_REASON : NO_WORKFLOWS });
        }
      }
      for (const test of module.children.allTests()) {
        const result = test.result();
        const name = `${place} > ${test.fullName}`;
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'skipped') {
          const reason = result.note ?? (hasWorkflows ? NO_REASON : NO_WORKFLOWS);
          skips.push({ name, reason });
        } else failures.push({ name, text: textOf(result.errors ?? []) || 'it did not finish' });
      }
    }
    const file = process.env[RESULT_VARIABLE];
    if (file !== undefined) writeFileSync(file, JSON.stringify({ passed, failures, skips }));
  }
}
