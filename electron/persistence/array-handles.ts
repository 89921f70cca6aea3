import type { FileSource } from '../files/file-source.ts';
import { type FileStamp, isSameStamp } from '../files/read-bytes.ts';
import { ObjectArray } from './object-array.ts';

interface Kept {
  readonly stamp: FileStamp;
  readonly array: Promise<ObjectArray | undefined>;
}

/** Arrays of objects that were opened, kept while their `.zarray` stays as it is. */
export class ArrayHandles {
  readonly #kept = new Map<string, Kept>();

  constructor(readonly reader: FileSource) {}

  /** As `ObjectArray.open`. */
  async open(path: string): Promise<ObjectArray | undefined> {
    const stamp = this.reader.stamp(`${path}/.zarray`);
    const known = this.#kept.get(path);
    if (stamp === undefined) return undefined;
    if (known !== undefined && isSameStamp(known.stamp, stamp)) return known.array;
    const array = ObjectArray.open(this.reader, path);
    this.#kept.set(path, { stamp, array });
    return array.catch((error: unknown) => {
      this.#kept.delete(path);
      throw error;
    });
  }
}
