import { createHash } from 'node:crypto';
import type { ValuePath } from '../../../shared/contract/values.ts';
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
  readonly steps: ValuePath;
  /** As Python prints it, long values cut; of an array its dtype and shape. */
  readonly text: string;
  /** Equal where the whole values are: the text, or a digest of more of it than is shown. */
  readonly key: string;
  readonly array?: ArrayHandle | undefined;
}

/** Leaves of one value beyond which it is taken for data, not for settings. */
const MOST_LEAVES = 500;
/** Longer texts are cut where they are shown, not where they are compared. */
const TEXT_CHARACTERS = 240;
/** Compared of a value; what differs only beyond is taken to be the same. */
const COMPARED_CHARACTERS = 1_000_000;
/** Lists of more items are one leaf. */
const MOST_ITEMS = 32;

/** Leaves of a value in stored order, at most {@link MOST_LEAVES}. */
export function leavesOf(value: PyValue): readonly Leaf[] {
  const leaves: Leaf[] = [];
  collect(value, [], leaves);
  return leaves;
}

function collect(value: PyValue, steps: ValuePath, leaves: Leaf[]): void {
  if (leaves.length >= MOST_LEAVES) return;
  if (isDict(value) && value.size > 0) {
    for (const [key, item] of value) collect(item, [...steps, key], leaves);
    return;
  }
  const items = itemsOf(value);
  if (items !== undefined && items.length <= MOST_ITEMS && items.some(hasParts)) {
    for (const [at, item] of items.entries()) collect(item, [...steps, at], leaves);
    return;
  }
  const array = isMaskedArrayHandle(value) ? value.data : isArrayHandle(value) ? value : undefined;
  leaves.push({
    path: steps.join('.'),
    steps,
    ...textsOf(value),
    ...(array === undefined ? {} : { array }),
  });
}

function textsOf(value: PyValue): Pick<Leaf, 'text' | 'key'> {
  const { text, isCut } = pythonRepr(value, TEXT_CHARACTERS);
  if (!isCut) return { text, key: text };
  const whole = pythonRepr(value, COMPARED_CHARACTERS).text;
  return { text, key: createHash('sha256').update(whole).digest('base64') };
}

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
