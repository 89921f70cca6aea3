import { describe, expect, test } from 'vitest';
import { rulePath, ruleWords } from '../../../electron/generations/rule-words.ts';
import { type Plain, toPy } from '../../../electron/sample/plain.ts';

const when = (condition: Plain): string => ruleWords(toPy({ path: 'outputs.p1', condition }));

describe('rules of loops in words', () => {
  test.each<[Plain, string]>([
    [{ 'value.greater_than': 3 }, 'outputs.p1 is greater than 3'],
    [{ 'value.equal_to': 'done' }, "outputs.p1 is 'done'"],
    [{ 'value.less_than_or_equal_to': 1e-5 }, 'outputs.p1 is at most 1e-05'],
    [{ 'value.length.equal_to': 2 }, 'the length of outputs.p1 is 2'],
    [{ 'value.in_range': { lower: 1, upper: 4 } }, 'outputs.p1 is between 1 and 4'],
    [{ 'value.in': [1, 2] }, 'outputs.p1 is one of [1, 2]'],
    [
      { and: [{ 'value.greater_than': 3 }, { 'value.not_equal_to': 7 }] },
      'outputs.p1 is greater than 3 and outputs.p1 is not 7',
    ],
    [{ not: { 'value.equal_to': 0 } }, 'not: outputs.p1 is 0'],
    // What is not known is still said.
    [{ 'value.keys_contain_any_of': ['a'] }, "outputs.p1: keys contain any of ['a']"],
    [{ a: 1, b: 2 }, "{'a': 1, 'b': 2}"],
  ])('%j', (condition, words) => expect(when(condition)).toBe(words));

  test('that look only whether a value is there', () => {
    const rule = toPy({ check_exists: 'outputs.p2', path: null, condition: null });
    expect(ruleWords(rule)).toBe('outputs.p2 is set');
    expect(rulePath(rule)).toBe('outputs.p2');
    expect(ruleWords(toPy({ check_missing: 'inputs.p3' }))).toBe('inputs.p3 is not set');
  });

  test('that are no rules are shown as they are', () => {
    expect(ruleWords('whatever')).toBe("'whatever'");
    expect(ruleWords(toPy({ path: 'outputs.p1', condition: 5 }))).toContain("'condition': 5");
  });
});
