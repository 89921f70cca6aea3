/** Children of a node: their ids, or `loading` while they are fetched. */
export type TreeChildren = readonly string[] | 'loading';

/** One visible line of a tree. */
export interface TreeRow {
  readonly id: string;
  /** 1 for a root. */
  readonly level: number;
  /** Present on nodes that have children. */
  readonly isExpanded?: boolean | undefined;
  /** A line that stands for children on their way. */
  readonly isLoading?: boolean | undefined;
  /** Position among its siblings, from 1, and their number. */
  readonly position: number;
  readonly siblings: number;
}

export interface TreeSource {
  readonly roots: readonly string[];
  readonly expanded: ReadonlySet<string>;
  readonly hasChildren: (id: string) => boolean;
  /** Asked only for expanded nodes. */
  readonly childrenOf: (id: string) => TreeChildren;
}

/** The visible lines of a tree, top to bottom. */
export function flattenTree(source: TreeSource): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (ids: readonly string[], level: number): void => {
    for (const [at, id] of ids.entries()) {
      const place = { id, level, position: at + 1, siblings: ids.length };
      if (!source.hasChildren(id)) {
        rows.push(place);
        continue;
      }
      const isExpanded = source.expanded.has(id);
      rows.push({ ...place, isExpanded });
      if (!isExpanded) continue;
      const children = source.childrenOf(id);
      if (children === 'loading') {
        rows.push({
          id: `${id} (loading)`,
          level: level + 1,
          isLoading: true,
          position: 1,
          siblings: 1,
        });
      } else {
        visit(children, level + 1);
      }
    }
  };
  visit(source.roots, 1);
  return rows;
}
