import { isDict, isList, type PyDict, PyTuple, type PyValue } from '../persistence/values.ts';

/** An entry of a data index whose value is set. */
export interface SetEntry {
  readonly path: string;
  readonly value: PyValue;
}

export interface EffectiveValue {
  readonly value: PyValue;
  /** Paths of the other entries that the value was put together from, in stored order. */
  readonly from: readonly string[];
}

/**
 * What a run sees at a path where entries of its data index overlap (FORMATS §6.6): in stored order,
 * an entry for the path or for what it is a part of replaces the value, and an entry for a part of it
 * replaces that part.
 *
 * @returns `undefined` where nothing overlaps, so that the stored value holds; also where a part does
 *   not fit into the value, for then hpcflow would stop.
 */
export function effectiveValue(
  path: string,
  entries: readonly SetEntry[],
): EffectiveValue | undefined {
  let value: PyValue | undefined;
  let from: string[] = [];
  for (const entry of entries) {
    const part = stepsBetween(path, entry.path);
    const whole = stepsBetween(entry.path, path);
    if (whole !== undefined) {
      value = partOf(entry.value, whole);
      from = entry.path === path ? [] : [entry.path];
    } else if (part !== undefined && value !== undefined) {
      value = withPart(value, part, entry.value);
      from.push(entry.path);
    }
  }
  return value === undefined || from.length === 0 ? undefined : { value, from };
}

/** Steps from a data path to one inside it; none for itself; `undefined` when it is not inside. */
function stepsBetween(outer: string, inner: string): readonly string[] | undefined {
  if (inner === outer) return [];
  return inner.startsWith(`${outer}.`) ? inner.slice(outer.length + 1).split('.') : undefined;
}

/** Position that a step names in a list of this length. */
function positionOf(step: string, length: number): number | undefined {
  const position = /^\d+$/.test(step) ? Number(step) : Number.NaN;
  return position < length ? position : undefined;
}

function partOf(value: PyValue, steps: readonly string[]): PyValue | undefined {
  let at: PyValue | undefined = value;
  for (const step of steps) {
    if (isDict(at)) at = at.get(step);
    else {
      const items: readonly PyValue[] = isList(at) ? at : at instanceof PyTuple ? at.items : [];
      at = items[positionOf(step, items.length) ?? items.length];
    }
  }
  return at;
}

/** A copy with one part replaced; dicts on the way are made. `undefined` where it does not fit. */
function withPart(
  value: PyValue,
  [step, ...rest]: readonly string[],
  part: PyValue,
): PyValue | undefined {
  if (step === undefined) return part;
  if (isDict(value)) {
    const member = withPart(value.get(step) ?? new Map(), rest, part);
    return member === undefined ? undefined : replaced(value, step, member);
  }
  if (!isList(value)) return undefined;
  const position = positionOf(step, value.length);
  const item = position === undefined ? undefined : value[position];
  const changed = item === undefined ? undefined : withPart(item, rest, part);
  return changed === undefined
    ? undefined
    : value.map((old, at) => (at === position ? changed : old));
}

function replaced(dict: PyDict, key: string, value: PyValue): PyDict {
  return new Map([...dict, [key, value]]);
}
