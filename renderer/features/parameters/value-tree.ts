import type { DataEntry } from '../../../shared/contract/documents.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { ValuePath, ValueSummary } from '../../../shared/contract/values.ts';
import type { LoadedChildren } from '../../queries/parameters.ts';
import { formatPlace } from './value-place.ts';

export interface ValueRow {
  readonly kind: 'value';
  /** Text of its place: key, and what the address carries. */
  readonly id: string;
  readonly depth: number;
  readonly label: string;
  readonly entry: DataEntry;
  readonly path: ValuePath;
  /** Absent when unset or unreadable. */
  readonly summary?: ValueSummary | undefined;
  readonly isExpandable: boolean;
  readonly isExpanded: boolean;
}

export type TreeRow =
  | { readonly kind: 'group'; readonly id: string; readonly label: string; readonly count: number }
  | ValueRow
  | {
      readonly kind: 'more';
      readonly id: string;
      readonly depth: number;
      readonly of: string;
      readonly shown: number;
      readonly total: number;
      readonly pages: number;
    }
  | { readonly kind: 'loading'; readonly id: string; readonly depth: number }
  | {
      readonly kind: 'error';
      readonly id: string;
      readonly depth: number;
      readonly error: AppError;
    };

export interface TreeState {
  readonly data: readonly DataEntry[];
  /** Ids of opened nodes. */
  readonly expanded: ReadonlySet<string>;
  readonly childrenOf: (id: string) => LoadedChildren | undefined;
  /** Shows only names that contain this, and what they are in. */
  readonly search: string;
}

const GROUPS: readonly { readonly label: string; readonly roots: readonly string[] }[] = [
  { label: 'Inputs', roots: ['inputs'] },
  { label: 'Outputs', roots: ['outputs'] },
  { label: 'Resources', roots: ['resources'] },
  { label: 'Files', roots: ['input_files', 'output_files'] },
];

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

export function isContainer(summary: ValueSummary | undefined): boolean {
  if (summary === undefined) return false;
  const isOne = ['list', 'tuple', 'set', 'dict'].includes(summary.kind);
  return isOne && summary.length !== 0;
}

/** Rows of the tree from top to bottom, groups first. */
export function treeRows(state: TreeState): TreeRow[] {
  const rows: TreeRow[] = [];
  const known = GROUPS.flatMap(({ roots }) => roots);
  const groups = [
    ...GROUPS.map(({ label, roots }) => ({ label, has: (root: string) => roots.includes(root) })),
    { label: 'Other', has: (root: string) => !known.includes(root) },
  ];
  for (const { label, has } of groups) {
    const entries = state.data.filter((entry) => has(rootOf(entry.path)));
    if (entries.length === 0) continue;
    const inside = entries.flatMap((entry) =>
      nodeRows(state, entry, [], labelOf(entry.path), entry.summary, 0, false),
    );
    if (inside.length === 0) continue;
    rows.push({ kind: 'group', id: `group ${label}`, label, count: entries.length }, ...inside);
  }
  return rows;
}

function nodeRows(
  state: TreeState,
  entry: DataEntry,
  path: ValuePath,
  label: string,
  summary: ValueSummary | undefined,
  depth: number,
  isInsideMatch: boolean,
): TreeRow[] {
  const id = formatPlace({ entry: entry.path, path });
  const isExpandable = entry.isSet && entry.parameter !== undefined && isContainer(summary);
  const isExpanded = isExpandable && state.expanded.has(id);
  const isMatch = isInsideMatch || matches(label, state.search);
  const inside = isExpanded ? childRows(state, id, entry, path, depth + 1, isMatch) : [];
  const hasMatchInside = inside.some((row) => row.kind === 'value');
  if (!isMatch && !hasMatchInside) return [];
  return [
    { kind: 'value', id, depth, label, entry, path, summary, isExpandable, isExpanded },
    ...inside,
  ];
}

function childRows(
  state: TreeState,
  id: string,
  entry: DataEntry,
  path: ValuePath,
  depth: number,
  isInsideMatch: boolean,
): TreeRow[] {
  const loaded = state.childrenOf(id);
  if (loaded === undefined) return [{ kind: 'loading', id: `${id} loading`, depth }];
  const rows = loaded.children.flatMap((child) =>
    nodeRows(
      state,
      entry,
      [...path, child.step],
      child.label,
      child.summary,
      depth,
      isInsideMatch && state.search !== '',
    ),
  );
  if (loaded.error !== undefined) {
    rows.push({ kind: 'error', id: `${id} error`, depth, error: loaded.error });
  } else if (loaded.isLoading) {
    rows.push({ kind: 'loading', id: `${id} loading`, depth });
  } else if (loaded.children.length < loaded.total) {
    const { total, pages } = loaded;
    const shown = loaded.children.length;
    rows.push({ kind: 'more', id: `${id} more`, depth, of: id, shown, total, pages });
  }
  return rows;
}

function matches(label: string, search: string): boolean {
  return label.toLowerCase().includes(search.trim().toLowerCase());
}
