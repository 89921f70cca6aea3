import { isDict, isList, type PyValue } from '../persistence/values.ts';
import type { Findings } from './findings.ts';

function key(value: PyValue): PyValue {
  return isDict(value) ? (value.get('index') ?? null) : value;
}

/** The list without what it has before, by value (numbers) or by `index` (iterations). */
function withoutRepeats(list: readonly PyValue[]): PyValue[] {
  const seen = new Set<PyValue>();
  return list.filter((item) => {
    if (seen.has(key(item))) return false;
    seen.add(key(item));
    return true;
  });
}

/**
 * T3: hpcflow's Zarr store appends the pending iterations of an element that is itself pending to
 * it at every read. What it then gives and stores is compared without the repeats, where ours has
 * none.
 */
export function withoutT3(expected: PyValue, actual: PyValue, findings: Findings): PyValue {
  if (!isList(expected) || !isList(actual)) return expected;
  const plain = withoutRepeats(expected);
  const hasRepeats = plain.length < expected.length;
  if (!hasRepeats || withoutRepeats(actual).length < actual.length) return expected;
  findings.followed('T3');
  return plain;
}

/**
 * {@link withoutT3} for elements that `get_task_elements` returned.
 *
 * @param storedElements - Elements that the task had before the case began.
 */
export function elementsWithoutT3(
  expected: PyValue,
  actual: PyValue,
  storedElements: number,
  findings: Findings,
): PyValue {
  if (!isList(expected) || !isList(actual)) return expected;
  return expected.map((element, i) => {
    const own = actual[i];
    if (!isDict(element) || !isDict(own)) return element;
    // Repeats of elements that were there before are there for ours too.
    if (Number(element.get('index')) < storedElements) return element;
    const changed = new Map(element);
    for (const member of ['iterations', 'iterations_idx']) {
      const list = element.get(member);
      if (list === undefined) continue;
      changed.set(member, withoutT3(list, own.get(member) ?? null, findings));
    }
    return changed;
  });
}
