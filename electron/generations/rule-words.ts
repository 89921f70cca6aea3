import { isDict, isList, type PyDict, type PyValue } from '../persistence/values.ts';
import { textOf } from './py-access.ts';
import { pythonRepr } from './python-repr.ts';

const MOST_CHARACTERS = 200;
/** Conditions may hold conditions; a document that nests them deeper is broken. */
const MOST_DEPTH = 8;

/** Comparisons of valida, the library that hpcflow writes its rules for, by their names. */
const COMPARISONS: Readonly<Record<string, string>> = {
  equal_to: 'is',
  not_equal_to: 'is not',
  less_than: 'is less than',
  less_than_or_equal_to: 'is at most',
  greater_than: 'is greater than',
  greater_than_or_equal_to: 'is at least',
  in: 'is one of',
  in_: 'is one of',
  not_in: 'is none of',
  is_instance: 'is of the type',
};

/** What of a value is compared, where that is not the value itself. */
const PARTS: Readonly<Record<string, string>> = {
  length: 'the length of ',
  dtype: 'the type of ',
  type: 'the type of ',
  key: 'a key of ',
  index: 'a position in ',
};

/**
 * A rule in words, such as `outputs.p1 is greater than 3` (FORMATS §13.8, GEN4 §17): which value it
 * looks at, and its condition. What it is not known to say is shown as Python prints it.
 */
export function ruleWords(rule: PyValue): string {
  if (!isDict(rule)) return repr(rule);
  const exists = textOf(rule.get('check_exists'));
  if (exists !== undefined) return `${exists} is set`;
  const missing = textOf(rule.get('check_missing'));
  if (missing !== undefined) return `${missing} is not set`;
  const condition = rule.get('condition');
  return isDict(condition) ? conditionWords(condition, pathOf(rule), 0) : repr(rule);
}

/** Path of the value that a rule looks at; `undefined` when it does not say. */
export function rulePath(rule: PyValue): string | undefined {
  if (!isDict(rule)) return undefined;
  const checked = textOf(rule.get('check_exists')) ?? textOf(rule.get('check_missing'));
  return checked ?? textOf(rule.get('path'));
}

function pathOf(rule: PyDict): string {
  const path = rule.get('path');
  if (isList(path)) return path.map((step) => textOf(step) ?? repr(step)).join('.');
  return textOf(path) ?? 'the value';
}

function conditionWords(condition: PyDict, path: string, depth: number): string {
  const [entry] = condition;
  if (condition.size !== 1 || entry === undefined || depth >= MOST_DEPTH) return repr(condition);
  const [name, value] = entry;
  switch (name) {
    case 'and':
    case 'or':
    case 'xor':
      if (!isList(value)) return repr(condition);
      return value
        .map((part) => (isDict(part) ? conditionWords(part, path, depth + 1) : repr(part)))
        .join(name === 'xor' ? ' or, but not both, ' : ` ${name} `);
    case 'not':
      return isDict(value) ? `not: ${conditionWords(value, path, depth + 1)}` : repr(condition);
    default:
      return comparisonWords(name, value, path);
  }
}

/** `value.length.equal_to` and its argument. */
function comparisonWords(name: string, value: PyValue, path: string): string {
  const steps = name.split('.');
  const comparison = steps.at(-1) ?? name;
  const subject = `${steps
    .slice(0, -1)
    .map((step) => PARTS[step] ?? '')
    .join('')}${path}`;
  if (comparison === 'in_range' || comparison === 'not_in_range') {
    const [lower, upper] = rangeOf(value);
    const not = comparison === 'in_range' ? '' : 'not ';
    if (lower !== undefined) return `${subject} is ${not}between ${lower} and ${upper}`;
  }
  const known = COMPARISONS[comparison];
  return known === undefined
    ? `${subject}: ${comparison.replaceAll('_', ' ')} ${argumentsOf(value)}`.trimEnd()
    : `${subject} ${known} ${argumentsOf(value)}`;
}

function rangeOf(value: PyValue): readonly [string?, string?] {
  const [lower, upper] = isDict(value)
    ? [value.get('lower'), value.get('upper')]
    : isList(value)
      ? value
      : [];
  return lower === undefined || upper === undefined ? [] : [repr(lower), repr(upper)];
}

function argumentsOf(value: PyValue): string {
  if (value === null) return 'None';
  if (!isDict(value)) return repr(value);
  return [...value].map(([key, item]) => `${key} ${repr(item)}`).join(', ');
}

function repr(value: PyValue): string {
  return pythonRepr(value, MOST_CHARACTERS).text;
}
