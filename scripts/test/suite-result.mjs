/**
 * What a suite came to.
 * @typedef {object} SuiteResult
 * @property {number} passed
 * @property {readonly { readonly name: string, readonly text: string }[]} failures
 * @property {readonly { readonly name: string, readonly reason: string }[]} skips
 */

/** The reason given for a test that tells none. That is a failure: see skips.mjs. */
export const NO_REASON = 'no reason given';

/** What is missing where the real workflows are not beside the project. */
export const NO_WORKFLOWS = 'the folder of real workflows is not there';

/**
 * A suite that is one test.
 * @param {string} name
 * @param {number} code exit code
 * @param {string} text what was printed
 * @returns {SuiteResult}
 */
export function oneTest(name, code, text) {
  return code === 0
    ? { passed: 1, failures: [], skips: [] }
    : { passed: 0, failures: [{ name, text: text.trimEnd() }], skips: [] };
}

/**
 * A suite that could not be run.
 * @param {string} name
 * @param {string} text
 * @returns {SuiteResult}
 */
export function failedSuite(name, text) {
  return { passed: 0, failures: [{ name, text }], skips: [] };
}

/**
 * @param {readonly SuiteResult[]} results
 * @returns {SuiteResult}
 */
export function sumOf(results) {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failures: results.flatMap(({ failures }) => failures),
    skips: results.flatMap(({ skips }) => skips),
  };
}
