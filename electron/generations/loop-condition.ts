import { isDict, type PyDict, PyFloat, type PyValue } from '../persistence/values.ts';
import { dictOf, listOf } from './py-access.ts';
import { rulePath, ruleWords } from './rule-words.ts';

/** The rule that ends a loop early, as far as it is understood. */
export interface LoopCondition {
  /** Data path of the tested value, such as `outputs.threshold`. */
  readonly path: string | undefined;
  /** `outputs.threshold is at most 0.0`. */
  readonly text: string;
  /** `undefined` where the rule asks something that is not understood. */
  readonly isMet: (value: PyValue) => boolean | undefined;
}

/**
 * Reads the termination rule of a loop (FORMATS GEN4 §17): a path, and a condition in the words of
 * hpcflow's library for conditions, such as `{"value.greater_than": 3}`, joined by `and`, `or`, `not`.
 *
 * @returns `undefined` where the loop has none.
 */
export function loopCondition(loop: PyDict): LoopCondition | undefined {
  const stored = loop.get('termination');
  if (stored === null || stored === undefined) return undefined;
  const rule = dictOf(stored);
  const isPlain = ['cast', 'check_exists', 'check_missing'].every((key) => isNone(rule.get(key)));
  return {
    path: rulePath(stored),
    text: ruleWords(stored),
    isMet: (isPlain ? testOf(rule.get('condition')) : undefined) ?? (() => undefined),
  };
}

type Test = (value: PyValue) => boolean | undefined;

const isNone = (value: PyValue | undefined): boolean => value === null || value === undefined;

function testOf(condition: PyValue | undefined): Test | undefined {
  if (!isDict(condition) || condition.size !== 1) return undefined;
  for (const [name, wanted] of condition) {
    if (name === 'and' || name === 'or') return joined(name, listOf(wanted).map(testOf));
    if (name === 'not') return denied(testOf(wanted));
    return comparison(name, wanted);
  }
  return undefined;
}

function joined(word: 'and' | 'or', parts: readonly (Test | undefined)[]): Test | undefined {
  const tests = parts.flatMap((part) => part ?? []);
  if (tests.length !== parts.length || tests.length === 0) return undefined;
  const decisive = word === 'or';
  return (value) => {
    const met = tests.map((test) => test(value));
    if (met.includes(decisive)) return decisive;
    return met.includes(undefined) ? undefined : !decisive;
  };
}

function denied(test: Test | undefined): Test | undefined {
  if (test === undefined) return undefined;
  return (value) => {
    const isMet = test(value);
    return isMet === undefined ? undefined : !isMet;
  };
}

type Comparison = (a: number | string, b: number | string) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  'value.greater_than': (a, b) => a > b,
  'value.greater_than_or_equal_to': (a, b) => a >= b,
  'value.less_than': (a, b) => a < b,
  'value.less_than_or_equal_to': (a, b) => a <= b,
  'value.equal_to': (a, b) => a === b,
  'value.not_equal_to': (a, b) => a !== b,
};

function comparison(name: string, wanted: PyValue): Test | undefined {
  const holds = COMPARISONS[name];
  const other = comparable(wanted);
  if (holds === undefined || other === undefined) return undefined;
  return (value) => {
    const own = comparable(value);
    return own === undefined || typeof own !== typeof other ? undefined : holds(own, other);
  };
}

/** Numbers compare by value whatever their type; `True` is 1, as in Python. */
function comparable(value: PyValue): number | string | undefined {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof PyFloat ? value.value : undefined;
}
