import { corrupt } from './store-errors.ts';
import { isDict, isList, type PyDict, PyTuple, type PyValue } from './values.ts';

/** Maps and lists of a document of our own, to be changed before it is written. */
export type MutableDict = Map<string, PyValue>;

export function isMutableDict(value: PyValue | undefined): value is MutableDict {
  return value instanceof Map;
}

export function isMutableList(value: PyValue | undefined): value is PyValue[] {
  return Array.isArray(value);
}

/** A document being changed; what it lacks is named in messages with its file. */
export class MutableTree {
  constructor(
    readonly file: string,
    readonly root: MutableDict,
  ) {}

  dict(parent: MutableDict, key: string, place: string): MutableDict {
    const value = parent.get(key);
    if (isMutableDict(value)) return value;
    throw corrupt(this.file, place, 'is no map');
  }

  list(parent: MutableDict, key: string, place: string): PyValue[] {
    const value = parent.get(key);
    if (isMutableList(value)) return value;
    throw corrupt(this.file, place, 'is no list');
  }

  item(list: readonly PyValue[], index: number, place: string): MutableDict {
    const value = list[index];
    if (isMutableDict(value)) return value;
    throw corrupt(this.file, `${place}.${index}`, 'is no map');
  }
}

/** A copy whose maps and lists may be changed; tuples become lists, as in every document. */
export function thawed(value: PyValue): PyValue {
  if (value instanceof PyTuple) return value.items.map(thawed);
  if (isList(value)) return value.map(thawed);
  return isDict(value) ? thawedDict(value) : value;
}

export function thawedDict(value: PyDict): MutableDict {
  return new Map([...value].map(([key, item]) => [key, thawed(item)]));
}
