import { readFileSync } from 'node:fs';
import { inRoot } from '../bootstrap/root.mjs';
import { NO_REASON } from './suite-result.mjs';

/**
 * Compares the skips with those that are expected: test/expected-skips.json holds, for CI and for
 * other machines, the greatest number for each reason.
 * @param {readonly { readonly name: string, readonly reason: string }[]} skips
 * @param {boolean} isCi
 * @returns {readonly { readonly name: string, readonly text: string }[]} one failure for each rise
 */
export function checkSkips(skips, isCi) {
  const expected = JSON.parse(readFileSync(inRoot('test/expected-skips.json'), 'utf8'));
  /** @type {Record<string, number>} */
  const most = isCi ? expected.ci : expected.elsewhere;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { reason } of skips) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].flatMap(([reason, count]) => {
    const allowed = reason === NO_REASON ? 0 : (most[reason] ?? 0);
    if (count <= allowed) return [];
    const text = `${count} skipped because ${reason}, ${allowed} expected in test/expected-skips.json`;
    return [{ name: 'skips', text }];
  });
}
