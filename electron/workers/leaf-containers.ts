import type { ValuePath } from '../../shared/contract/values.ts';
import type { Leaf } from './reasons/leaf-values.ts';

/** What a value is where it has leaves below: `list of 3`, `dict of 2`. Made once per value. */
export class LeafContainers {
  readonly #children = new WeakMap<readonly Leaf[], ReadonlyMap<string, ReadonlySet<string>>>();

  /** `undefined` where the value has no leaves below `steps`. */
  textAt(leaves: readonly Leaf[], steps: ValuePath): string | undefined {
    const children = this.#of(leaves).get(JSON.stringify(steps));
    if (children === undefined) return undefined;
    const [first = ''] = children;
    return `${first.startsWith('"') ? 'dict' : 'list'} of ${children.size}`;
  }

  #of(leaves: readonly Leaf[]): ReadonlyMap<string, ReadonlySet<string>> {
    const known = this.#children.get(leaves);
    if (known !== undefined) return known;
    const children = new Map<string, Set<string>>();
    for (const { steps } of leaves) {
      for (const [depth, step] of steps.entries()) {
        const parent = JSON.stringify(steps.slice(0, depth));
        const own = children.get(parent) ?? new Set();
        children.set(parent, own.add(JSON.stringify(step)));
      }
    }
    this.#children.set(leaves, children);
    return children;
  }
}
