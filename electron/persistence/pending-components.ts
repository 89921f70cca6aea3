import { isDict, type PyDict, type PyValue } from './values.ts';

/**
 * Notes components to be added, as hpcflow does: the first addition of a kind takes everything that
 * is given; further ones before the commit pass over hashes that are stored or pending already.
 */
export function addComponents(
  added: PyDict,
  committed: PyDict,
  pending: Map<string, Map<string, PyValue>>,
): void {
  for (const [kind, components] of added) {
    if (!isDict(components)) throw new TypeError(`template components of “${kind}” are no map`);
    const known = pending.get(kind);
    if (known === undefined) {
      pending.set(kind, new Map(components));
      continue;
    }
    const stored = committed.get(kind);
    for (const [hash, component] of components) {
      const isStored = isDict(stored) && stored.has(hash);
      if (!isStored && !known.has(hash)) known.set(hash, component);
    }
  }
}

/** Components with those that are pending; the same map when none are. */
export function mergedComponents(committed: PyDict, pending: ReadonlyMap<string, PyDict>): PyDict {
  if (pending.size === 0) return committed;
  const merged = new Map(committed);
  for (const [kind, components] of pending) {
    const stored = merged.get(kind);
    merged.set(kind, new Map([...(isDict(stored) ? stored : []), ...components]));
  }
  return merged;
}
