import type { ValuePath } from '../../shared/contract/values.ts';
import { isDict, isList, PyTuple, type PyValue } from '../persistence/values.ts';

/** A part of a value that is shown by itself. */
export interface ValueLeaf {
  readonly steps: ValuePath;
  readonly value: PyValue;
}

/** Deeper and wider values are shown whole: they are no longer read as a few named numbers. */
const MAX_DEPTH = 6;
const MAX_LEAVES = 60;
/** Items of a list of dicts that are looked into. */
const MAX_ITEMS = 6;

/**
 * Parts of a value as a person would name them: the entries of dicts, and of short lists of dicts.
 * Lists of numbers stay whole.
 */
export function leavesOf(value: PyValue): readonly ValueLeaf[] {
  const leaves: ValueLeaf[] = [];
  const visit = (part: PyValue, steps: ValuePath): void => {
    if (leaves.length >= MAX_LEAVES) return;
    if (steps.length < MAX_DEPTH) {
      if (isDict(part) && part.size > 0) {
        for (const [key, item] of part) visit(item, [...steps, key]);
        return;
      }
      const items = isList(part) ? part : part instanceof PyTuple ? part.items : undefined;
      if (items !== undefined && items.length <= MAX_ITEMS && items.some(isDict)) {
        for (const [at, item] of items.entries()) visit(item, [...steps, at]);
        return;
      }
    }
    leaves.push({ steps, value: part });
  };
  visit(value, []);
  return leaves;
}

/** Part of a value that steps lead to; `undefined` where the value has none. */
export function partOf(value: PyValue, steps: ValuePath): PyValue | undefined {
  let at: PyValue | undefined = value;
  for (const step of steps) {
    if (at === undefined) return undefined;
    if (isDict(at)) at = at.get(String(step));
    else if (typeof step !== 'number') return undefined;
    else at = isList(at) ? at[step] : at instanceof PyTuple ? at.items[step] : undefined;
  }
  return at;
}
