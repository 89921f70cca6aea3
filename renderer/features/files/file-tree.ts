import type { AppError } from '../../../shared/contract/errors.ts';
import {
  type ValuePath,
  ValuePathSchema,
  type ValueSummary,
} from '../../../shared/contract/values.ts';
import type { LoadedChildren } from '../../queries/parameters.ts';
import { formatCounted } from '../../ui/format.ts';

export type FileTreeNode =
  | {
      readonly kind: 'part';
      readonly id: string;
      readonly name: string;
      readonly summary: ValueSummary;
      readonly isContainer: boolean;
    }
  | {
      readonly kind: 'more';
      readonly id: string;
      /** The part that has more. */
      readonly of: string;
      readonly total: number;
      readonly pages: number;
    }
  | { readonly kind: 'error'; readonly id: string; readonly error: AppError };

/** Key of a part: its path as text. */
export function idOf(path: ValuePath): string {
  return JSON.stringify(path);
}

export function pathOf(id: string): ValuePath {
  return ValuePathSchema.parse(JSON.parse(id));
}

export interface FileTree {
  readonly roots: readonly string[];
  readonly nodes: ReadonlyMap<string, FileTreeNode>;
  readonly children: ReadonlyMap<string, readonly string[] | 'loading'>;
}

const CONTAINERS = ['dict', 'list', 'tuple', 'set'];

/** Longer texts of containers say less than how much is in them. */
const MOST_CHARACTERS = 32;

/** What the tree says at the right of a name. */
export function partText({ kind, text, length = 0 }: ValueSummary): string {
  const isLong = CONTAINERS.includes(kind) && text.length > MOST_CHARACTERS && !/^[a-z]/.test(text);
  return isLong ? formatCounted(length, 'item') : text;
}

/** The tree as far as it is opened and fetched; its roots are what the file itself holds. */
export function buildFileTree(
  expanded: ReadonlySet<string>,
  childrenOf: (id: string) => LoadedChildren | undefined,
): FileTree {
  const nodes = new Map<string, FileTreeNode>();
  const children = new Map<string, readonly string[] | 'loading'>();
  const addChildren = (path: ValuePath): readonly string[] | 'loading' => {
    const of = idOf(path);
    const loaded = childrenOf(of);
    if (loaded === undefined) return 'loading';
    const ids: string[] = [];
    for (const { step, label, summary } of loaded.children) {
      const own = [...path, step];
      const id = idOf(own);
      const isContainer = CONTAINERS.includes(summary.kind) && summary.length !== 0;
      const name = typeof step === 'string' ? step : label;
      nodes.set(id, { kind: 'part', id, name, summary, isContainer });
      ids.push(id);
      if (isContainer && expanded.has(id)) children.set(id, addChildren(own));
    }
    if (loaded.error !== undefined) {
      const id = `${of} error`;
      nodes.set(id, { kind: 'error', id, error: loaded.error });
      ids.push(id);
    } else if (loaded.isLoading && ids.length === 0) {
      return 'loading';
    } else if (ids.length < loaded.total) {
      const id = `${of} more`;
      nodes.set(id, { kind: 'more', id, of, total: loaded.total, pages: loaded.pages });
      ids.push(id);
    }
    return ids;
  };
  const roots = addChildren([]);
  return { roots: roots === 'loading' ? [] : roots, nodes, children };
}
