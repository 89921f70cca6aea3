import type { ElementColumn } from '../../shared/contract/documents.ts';
import type { ValuePath } from '../../shared/contract/values.ts';
import { pythonRepr } from '../generations/python-repr.ts';
import { isArrayHandle, isMaskedArrayHandle, type PyValue } from '../persistence/values.ts';
import { leavesOf } from './value-leaves.ts';
import { kindOf } from './value-summary.ts';

/** Longer values are taken to differ: comparing them would cost more than a column too many. */
const COMPARED_CHARACTERS = 2000;

/** A column without its label, which depends on the others, as does whether it is shown at first. */
export interface FoundColumn extends Omit<ElementColumn, 'label' | 'isShown'> {
  readonly varies: boolean;
  /** Some values are arrays, of which a cell has only type and shape. */
  readonly isArray: boolean;
}

interface Leaf {
  readonly steps: ValuePath;
  /** How many values of the sample have it. */
  count: number;
  /** Different texts, at most two. */
  readonly texts: Set<string>;
  /** True when texts do not tell whether the values differ. */
  isOpaque: boolean;
  isNumeric: boolean;
  isArray: boolean;
}

interface Variation {
  /** False: it is the same for all elements, or not to be shown at first. */
  readonly mayVary: boolean;
  /** Some elements lack the path. */
  readonly isPartial: boolean;
  /** The sample holds every value there is. */
  readonly isWhole: boolean;
}

/** Columns of a data path: of itself, or of its parts where its values are dicts. */
export function leafColumns(
  data: string,
  sample: readonly (PyValue | undefined)[],
  { mayVary, isPartial, isWhole }: Variation,
): readonly FoundColumn[] {
  const leaves = new Map<string, Leaf>();
  let set = 0;
  for (const value of sample) {
    if (value === undefined) continue;
    set += 1;
    for (const { steps, value: part } of leavesOf(value)) addLeaf(leaves, steps, part);
  }
  if (leaves.size === 0) {
    // Nothing is set yet: it may differ once it is.
    return [
      {
        path: data,
        data,
        steps: [],
        isNumeric: false,
        varies: mayVary && (isPartial || sample.length > 1),
        isArray: false,
      },
    ];
  }
  const columns: FoundColumn[] = [];
  for (const leaf of leaves.values()) {
    const { steps } = leaf;
    const isItself = steps.length === 0;
    const differs =
      leaf.texts.size > 1 ||
      leaf.count < set ||
      isPartial ||
      (isItself && (leaf.isOpaque || !isWhole || set < sample.length));
    columns.push({
      path: [data, ...steps].join('.'),
      data,
      steps,
      isNumeric: leaf.isNumeric,
      varies: mayVary && differs,
      isArray: leaf.isArray,
    });
  }
  return columns;
}

function addLeaf(leaves: Map<string, Leaf>, steps: ValuePath, value: PyValue): void {
  const key = JSON.stringify(steps);
  let leaf = leaves.get(key);
  if (leaf === undefined) {
    leaf = { steps, count: 0, texts: new Set(), isOpaque: false, isNumeric: true, isArray: false };
    leaves.set(key, leaf);
  }
  leaf.count += 1;
  const kind = kindOf(value);
  if (kind !== 'int' && kind !== 'float') leaf.isNumeric = false;
  const isArray = isArrayHandle(value) || isMaskedArrayHandle(value);
  if (isArray) leaf.isArray = true;
  if (leaf.texts.size > 1) return;
  const { text, isCut } = pythonRepr(value, COMPARED_CHARACTERS);
  leaf.texts.add(text);
  // Of arrays only the shape is printed.
  if (isCut || isArray || text.includes(' × ')) leaf.isOpaque = true;
}

/**
 * Chooses what is shown at first, and names columns as people do: by the last part of their path that
 * tells it from the others that are shown. Whole parameters keep their name. Arrays are shown only
 * where nothing else varies: a type and a shape tell little.
 */
export function labelColumns(found: readonly FoundColumn[]): ElementColumn[] {
  const hasWords = found.some(({ varies, isArray }) => varies && !isArray);
  const columns = found.map(({ varies, isArray, ...column }) => ({
    ...column,
    isShown: varies && !(isArray && hasWords),
  }));
  const parts = columns.map(partsOf);
  const shortest = (at: number): string => {
    const own = parts[at] ?? [];
    const { steps, isShown } = columns[at] ?? { steps: [], isShown: false };
    for (let count = 1; count <= own.length; count += 1) {
      // A number names nothing by itself.
      if (typeof own[own.length - count] === 'number') continue;
      const name = wordsOf(own.slice(-count));
      if (steps.length === 0 && count < own.length) continue;
      const isShared = parts.some(
        (other, position) =>
          position !== at &&
          (!isShown || columns[position]?.isShown === true) &&
          wordsOf(other.slice(-count)) === name,
      );
      if (!isShared) return name;
    }
    return wordsOf(own);
  };
  return columns.map((column, at) => ({ ...column, label: shortest(at) }));
}

/** Names and positions of a path; `inputs` says nothing. */
function partsOf({ data, steps }: Pick<ElementColumn, 'data' | 'steps'>): ValuePath {
  return [...data.replace(/^inputs\./, '').split('.'), ...steps];
}

/** `load_case.strain[0]`. */
function wordsOf(parts: ValuePath): string {
  return parts.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`,
    '',
  );
}
