import { problemOf } from '../../generations/problem-of.ts';
import { pythonRepr } from '../../generations/python-repr.ts';
import type { ParameterData } from '../../persistence/records.ts';
import {
  type ArrayHandle,
  isArrayHandle,
  isDict,
  isList,
  isMaskedArrayHandle,
  PySet,
  PyTuple,
  type PyValue,
} from '../../persistence/values.ts';

/** A part of a value that has no parts worth a line of their own: a scalar, a short list, an array. */
export interface Leaf {
  /** Steps below the parameter, joined by dots; empty for the value itself. */
  readonly path: string;
  /** As Python prints it; of an array its dtype and shape. */
  readonly text: string;
  readonly array?: ArrayHandle | undefined;
}

/** Leaves of one value beyond which it is taken for data, not for settings. */
const MOST_LEAVES = 500;
/** Longer texts are told apart by their beginning. */
const TEXT_CHARACTERS = 240;
/** Lists of more items are one leaf. */
const MOST_ITEMS = 32;

/** Leaves of a value in stored order, at most {@link MOST_LEAVES}. */
export function leavesOf(value: PyValue): readonly Leaf[] {
  const leaves: Leaf[] = [];
  collect(value, '', leaves);
  return leaves;
}

function collect(value: PyValue, path: string, leaves: Leaf[]): void {
  if (leaves.length >= MOST_LEAVES) return;
  if (isDict(value) && value.size > 0) {
    for (const [key, item] of value) collect(item, join(path, key), leaves);
    return;
  }
  const items = itemsOf(value);
  if (items !== undefined && items.length <= MOST_ITEMS && items.some(hasParts)) {
    for (const [at, item] of items.entries()) collect(item, join(path, String(at)), leaves);
    return;
  }
  const array = isMaskedArrayHandle(value) ? value.data : isArrayHandle(value) ? value : undefined;
  leaves.push({
    path,
    text: pythonRepr(value, TEXT_CHARACTERS).text,
    ...(array === undefined ? {} : { array }),
  });
}

const join = (path: string, step: string): string => (path === '' ? step : `${path}.${step}`);

function itemsOf(value: PyValue): readonly PyValue[] | undefined {
  if (isList(value)) return value;
  return value instanceof PyTuple || value instanceof PySet ? value.items : undefined;
}

/** A matrix as nested lists stays one leaf; a list with a dict or an array in it does not. */
function hasParts(value: PyValue): boolean {
  if (isDict(value) || isArrayHandle(value) || isMaskedArrayHandle(value)) return true;
  return itemsOf(value)?.some(hasParts) ?? false;
}

/** Leaves by parameter, each read once. `undefined`: not set, or cannot be read. */
export class LeafCache {
  readonly #known = new Map<number, readonly Leaf[] | undefined>();

  constructor(private readonly parameter: (index: number) => Promise<ParameterData>) {}

  async of(parameter: number): Promise<readonly Leaf[] | undefined> {
    if (this.#known.has(parameter)) return this.#known.get(parameter);
    const leaves = await this.#read(parameter);
    this.#known.set(parameter, leaves);
    return leaves;
  }

  async #read(parameter: number): Promise<readonly Leaf[] | undefined> {
    try {
      const [isSet, value] = await this.parameter(parameter);
      return isSet ? leavesOf(value) : undefined;
    } catch (error) {
      // The value itself says what is wrong with it where it is shown.
      problemOf(error);
      return undefined;
    }
  }
}
