import { isDeepStrictEqual } from 'node:util';

type Tree = unknown;

function isRecord(value: Tree): value is Readonly<Record<string, Tree>> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/**
 * Where a state lies neither before nor after a change: what was there before is there as it was
 * or as it is after the change, and what is new is (a part of) what the change adds.
 */
export function outside(before: Tree, now: Tree, after: Tree, place = ''): string[] {
  if (isDeepStrictEqual(now, before) || isDeepStrictEqual(now, after)) return [];
  // Part of something new that is not complete yet.
  if (before === undefined && (now === null || now === false)) return [];
  // A count that is not raised yet: elements of a set, iterations of a loop.
  const isCount = /(?:_element_local_idx_range\.1|num_added_iterations)$/.test(place);
  if (before === undefined && isCount && Number(now) <= Number(after)) return [];
  const at = place === '' ? 'it' : place;
  if (now instanceof Map && after instanceof Map) {
    return outside(
      before instanceof Map ? Object.fromEntries(before) : undefined,
      Object.fromEntries(now),
      Object.fromEntries(after),
      place,
    );
  }
  if (Array.isArray(now) && Array.isArray(after)) {
    const old: readonly Tree[] = Array.isArray(before) ? before : [];
    if (now.length < old.length) return [`${at} has lost items`];
    if (now.length > after.length) return [`${at} has too many items`];
    return now.flatMap((item, i) => outside(old[i], item, after[i], `${place}.${i}`));
  }
  if (isRecord(now) && isRecord(after)) {
    const old = isRecord(before) ? before : {};
    const lost = Object.keys(old).filter((key) => !(key in now) && key in after);
    const more = Object.keys(now).filter((key) => !(key in after) && !(key in old));
    return [
      ...lost.map((key) => `${place}.${key} is lost`),
      ...more.map((key) => `${place}.${key} is not expected`),
      ...Object.entries(now).flatMap(([key, item]) =>
        outside(old[key], item, after[key], `${place}.${key}`),
      ),
    ];
  }
  return [`${at} is neither as before nor as after: ${JSON.stringify(now)}`];
}
