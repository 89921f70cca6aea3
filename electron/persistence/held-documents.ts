import type { Documents } from './json-documents.ts';
import type { JsonDocument, JsonFile } from './json-file.ts';

/**
 * The documents of a cached load: each read when it is first asked for, then kept. What opening a
 * workflow shows first needs one of them only.
 */
export class HeldDocuments {
  readonly #files: { readonly [K in keyof Documents]: JsonFile };
  readonly #held = new Map<keyof Documents, Promise<JsonDocument>>();

  constructor(files: { readonly [K in keyof Documents]: JsonFile }) {
    this.#files = files;
  }

  /** @throws AppException What {@link JsonFile.read} throws; the next call reads again. */
  get(name: keyof Documents): Promise<JsonDocument> {
    const known = this.#held.get(name);
    if (known !== undefined) return known;
    const reading = this.#files[name].read();
    this.#held.set(name, reading);
    reading.catch(() => this.#held.delete(name));
    return reading;
  }

  /** Holds what was written just now. */
  replace(name: keyof Documents, document: JsonDocument): void {
    this.#held.set(name, Promise.resolve(document));
  }
}
