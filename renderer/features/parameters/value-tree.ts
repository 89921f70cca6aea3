import type { DataEntry } from '../../../shared/contract/documents.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { ValuePath, ValueSummary } from '../../../shared/contract/values.ts';
import type { LoadedChildren } from '../../queries/parameters.ts';
import { formatPlace } from './value-place.ts';

/** A value: an entry of the data index, or something inside one. */
export interface ValueNode {
  readonly kind: 'value';
  /** Text of its place: key, and what the address carries. */
  readonly id: string;
  readonly label: string;
  readonly entry: DataEntry;
  readonly path: ValuePath;
  /** Absent when unset or unreadable. */
  readonly summary?: ValueSummary | undefined;
  readonly isContainer: boolean;
}

export type TreeNode =
  | { readonly kind: 'group'; readonly id: string; readonly label: string; readonly count: number }
  | ValueNode
  | {
      readonly kind: 'more';
      readonly id: string;
      /** The container that has more. */
      readonly of: string;
      readonly shown: number;
      readonly total: number;
      readonly pages: number;
    }
  | { readonly kind: 'error'; readonly id: string; readonly error: AppError };

export interface TreeState {
  readonly data: readonly DataEntry[];
  /** Ids of opened containers. */
  readonly expanded: ReadonlySet<string>;
  readonly childrenOf: (id: string) => LoadedChildren | undefined;
  /** Shows only names that contain this, and what they are in. */
  readonly search: string;
}

export interface ValueTree {
  /** Ids of the groups that are not empty. */
  readonly roots: readonly string[];
  readonly nodes: ReadonlyMap<string, TreeNode>;
  /** Children of groups and opened containers, as far as they are there. */
  readonly children: ReadonlyMap<string, readonly string[] | 'loading'>;
}

const GROUPS: readonly { readonly label: string; readonly roots: readonly string[] }[] = [
  { label: 'Inputs', roots: ['inputs'] },
  { label: 'Outputs', roots: ['outputs'] },
  { label: 'Resources', roots: ['resources'] },
  { label: 'Files', roots: ['input_files', 'output_files'] },
];
const KNOWN_ROOTS = GROUPS.flatMap(({ roots }) => roots);

/** First part of a data path: `outputs` of `outputs.p2`. */
export function rootOf(path: string): string {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
}

/** A data path without its first part, as the tree names it. */
export function labelOf(path: string): string {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(dot + 1);
}

/** Name of an item: a key as it is, without Python's quotes; a position as it is printed. */
export function nameOf(step: string | number, label: string): string {
  return typeof step === 'string' ? step : label;
}

/** Whether a value has items to open. */
export function hasItems(summary: ValueSummary | undefined): boolean {
  if (summary === undefined) return false;
  const isContainer = ['list', 'tuple', 'set', 'dict'].includes(summary.kind);
  return isContainer && summary.length !== 0;
}

/** The file that a value is; a text that names one stays a text. */
export function fileOf(entry: DataEntry, path: ValuePath): DataEntry['file'] {
  return path.length === 0 && entry.summary?.kind === 'dict' ? entry.file : undefined;
}

/** Entries of the data index in the groups of the tree. */
export function groupEntries(
  data: readonly DataEntry[],
): readonly { readonly label: string; readonly entries: readonly DataEntry[] }[] {
  const of = (test: (root: string) => boolean) => data.filter((one) => test(rootOf(one.path)));
  const groups = GROUPS.map(({ label, roots }) => ({
    label,
    entries: of((root) => roots.includes(root)),
  }));
  const other = { label: 'Other', entries: of((root) => !KNOWN_ROOTS.includes(root)) };
  return [...groups, other].filter(({ entries }) => entries.length > 0);
}

/** The tree as far as it is opened and fetched. */
export function buildTree(state: TreeState): ValueTree {
  const nodes = new Map<string, TreeNode>();
  const children = new Map<string, readonly string[] | 'loading'>();
  const search = state.search.trim().toLowerCase();

  /** Adds a value and what is in it; false when neither matches the search. */
  const addValue = (
    entry: DataEntry,
    path: ValuePath,
    label: string,
    summary: ValueSummary | undefined,
    isInMatch: boolean,
  ): string | undefined => {
    const id = formatPlace({ entry: entry.path, path });
    const isContainer =
      entry.isSet &&
      entry.parameter !== undefined &&
      hasItems(summary) &&
      fileOf(entry, path) === undefined;
    const isMatch = isInMatch || label.toLowerCase().includes(search);
    const inside =
      isContainer && state.expanded.has(id) ? addChildren(id, entry, path, isMatch) : undefined;
    const hasInside =
      Array.isArray(inside) && inside.some((one) => nodes.get(one)?.kind === 'value');
    if (!isMatch && !hasInside) return undefined;
    nodes.set(id, { kind: 'value', id, label, entry, path, summary, isContainer });
    if (inside !== undefined) children.set(id, inside);
    return id;
  };

  const addChildren = (
    id: string,
    entry: DataEntry,
    path: ValuePath,
    isInMatch: boolean,
  ): readonly string[] | 'loading' => {
    const loaded = state.childrenOf(id);
    if (loaded === undefined || (loaded.children.length === 0 && loaded.isLoading))
      return 'loading';
    const ids = loaded.children.flatMap(
      ({ step, label, summary }) =>
        addValue(
          entry,
          [...path, step],
          nameOf(step, label),
          summary,
          isInMatch && search !== '',
        ) ?? [],
    );
    const { error, total, pages } = loaded;
    const shown = loaded.children.length;
    if (error !== undefined) {
      nodes.set(`${id} error`, { kind: 'error', id: `${id} error`, error });
      ids.push(`${id} error`);
    } else if (shown < total) {
      const more = `${id} more`;
      nodes.set(more, { kind: 'more', id: more, of: id, shown, total, pages });
      ids.push(more);
    }
    return ids;
  };

  const roots: string[] = [];
  for (const { label, entries } of groupEntries(state.data)) {
    const ids = entries.flatMap(
      (entry) => addValue(entry, [], labelOf(entry.path), entry.summary, false) ?? [],
    );
    if (ids.length === 0) continue;
    const id = `group ${label}`;
    nodes.set(id, { kind: 'group', id, label, count: entries.length });
    children.set(id, ids);
    roots.push(id);
  }
  return { roots, nodes, children };
}
