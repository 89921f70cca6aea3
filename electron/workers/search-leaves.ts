import type { ValuePath } from '../../shared/contract/values.ts';
import { isDict, isList, PySet, PyTuple, type PyValue } from '../persistence/values.ts';

/** Parts of one value that are searched: a dict of a hundred thousand keys must not fill the index. */
const MAX_LEAVES = 2000;
const MAX_DEPTH = 12;
/** Items of a list that are looked into; lists of numbers are one leaf. */
const MAX_ITEMS = 200;

export interface SearchLeaf {
  readonly steps: ValuePath;
  readonly value: PyValue;
}

/** Everything in a value that has a name or stands for itself. */
export function searchLeaves(value: PyValue): SearchLeaf[] {
  const leaves: SearchLeaf[] = [];
  const visit = (part: PyValue, steps: ValuePath): void => {
    if (leaves.length >= MAX_LEAVES) return;
    const items = itemsOf(part);
    if (steps.length < MAX_DEPTH && isDict(part) && part.size > 0) {
      for (const [key, item] of part) visit(item, [...steps, key]);
    } else if (steps.length < MAX_DEPTH && items?.some(isNamed) === true) {
      for (const [at, item] of items.slice(0, MAX_ITEMS).entries()) visit(item, [...steps, at]);
    } else leaves.push({ steps, value: part });
  };
  visit(value, []);
  return leaves;
}

function itemsOf(value: PyValue): readonly PyValue[] | undefined {
  if (isList(value)) return value;
  return value instanceof PyTuple || value instanceof PySet ? value.items : undefined;
}

function isNamed(value: PyValue): boolean {
  return isDict(value) || typeof value === 'string' || itemsOf(value)?.some(isNamed) === true;
}
