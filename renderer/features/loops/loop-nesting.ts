import type { Loop } from '../../../shared/contract/documents.ts';

export interface NestedLoop {
  readonly loop: Loop;
  /** 0 for an outermost loop. */
  readonly depth: number;
}

/** Loops with those inside them directly after them; each keeps the order of the template. */
export function nestLoops(loops: readonly Loop[]): readonly NestedLoop[] {
  const placed = new Set<Loop>();
  const result: NestedLoop[] = [];
  const place = (loop: Loop, depth: number): void => {
    // Damaged data may name a loop as its own ancestor.
    if (placed.has(loop)) return;
    placed.add(loop);
    result.push({ loop, depth });
    for (const inner of loops) if (inner.parent === loop.name) place(inner, depth + 1);
  };
  const names = new Set(loops.map(({ name }) => name));
  for (const loop of loops) {
    if (loop.parent === undefined || !names.has(loop.parent)) place(loop, 0);
  }
  for (const loop of loops) place(loop, 0);
  return result;
}
