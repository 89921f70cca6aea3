import type { DataEntry } from '../../../shared/contract/documents.ts';
import type { ArrayInfo, ValueKind, ValueSummary } from '../../../shared/contract/values.ts';
import { formatCount } from '../../ui/format.ts';
import { rootOf } from './value-tree.ts';

const KIND_WORDS: Record<ValueKind, string> = {
  none: 'None',
  bool: 'bool',
  int: 'int',
  float: 'float',
  complex: 'complex',
  str: 'str',
  bytes: 'bytes',
  datetime: 'datetime',
  list: 'list',
  tuple: 'tuple',
  set: 'set',
  dict: 'dict',
  array: 'array',
  'masked-array': 'masked array',
  missing: 'missing',
};

export function kindWord(kind: ValueKind): string {
  return KIND_WORDS[kind];
}

/** Whether a run was to set it: then unset means it never did. */
export function isSetByRun(entry: DataEntry): boolean {
  const root = rootOf(entry.path);
  return root === 'outputs' || root === 'output_files' || entry.source?.type === 'EAR_output';
}

/**
 * Words for a value that is not set; None, which is a value, is not among them. What a run was to
 * set was never set only when all runs of the iteration are over.
 */
export function unsetWords(entry: DataEntry, isOver: boolean): string {
  if (entry.isSkipped === true) return 'skipped';
  if (!isSetByRun(entry)) return 'not set';
  return isOver ? 'never set' : 'not set yet';
}

/** `64 × 64 × 4`, or `one value` for an array without dimensions. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? 'one value' : shape.join(' × ');
}

/** What the tree says at the right of a name: the value where it is short, else its size. */
export function rowText(
  entry: DataEntry,
  summary: ValueSummary | undefined,
  isOver: boolean,
): string {
  if (entry.problem !== undefined && summary === undefined) return 'unreadable';
  if (!entry.isSet) return unsetWords(entry, isOver);
  if (summary === undefined) return entry.parameter === undefined ? '' : 'not read';
  if (summary.array !== undefined) return arrayText(summary.array);
  switch (summary.kind) {
    case 'missing':
      return 'missing on disk';
    case 'list':
    case 'tuple':
    case 'set':
    case 'dict':
      return summary.isCut || summary.text.length > 18 ? itemsText(summary.length) : summary.text;
    default:
      return summary.text;
  }
}

/** `64 × 64 float64`. */
export function arrayText({ shape, dtypeName }: ArrayInfo): string {
  return shape.length === 0 ? dtypeName : `${shapeText(shape)} ${dtypeName}`;
}

function itemsText(length: number | undefined): string {
  if (length === undefined) return 'items';
  return length === 1 ? '1 item' : `${formatCount(length)} items`;
}
