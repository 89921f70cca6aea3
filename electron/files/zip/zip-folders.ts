import type { FolderEntry } from '../file-source.ts';
import type { ZipDirectory } from './zip-directory.ts';

interface Folder {
  /** Their entries: names are made when they are asked for. */
  readonly files: number[];
  readonly folders: Set<string>;
}

/** Folders of an archive, made of the names of its members: archives need not list them. */
export class ZipFolders {
  readonly #folders = new Map<string, Folder>([['', { files: [], folders: new Set() }]]);

  readonly #directory: ZipDirectory;

  constructor(directory: ZipDirectory) {
    this.#directory = directory;
    let known = { folder: this.#folder(''), entry: -1, keyBytes: 0 };
    for (let entry = 0; entry < directory.count; entry += 1) {
      // Members of a folder mostly follow each other.
      if (known.entry >= 0 && directory.isFileBeside(entry, known.entry, known.keyBytes)) {
        known.folder.files.push(entry);
        continue;
      }
      const name = directory.nameOf(entry);
      if (name === undefined) continue;
      const slash = name.lastIndexOf('/');
      const folder = this.#folder(name.slice(0, Math.max(0, slash)));
      if (slash !== name.length - 1) folder.files.push(entry);
      known = { folder, entry, keyBytes: Buffer.byteLength(name.slice(0, slash + 1)) };
    }
  }

  has(key: string): boolean {
    return this.#folders.has(key);
  }

  list(key: string): FolderEntry[] | undefined {
    const folder = this.#folders.get(key);
    if (folder === undefined) return undefined;
    const isLink = (entry: number): boolean => this.#directory.memberAt(entry)?.isLink === true;
    return [
      ...Array.from(folder.folders, (name) => ({ name, kind: 'folder' as const })),
      ...folder.files.map((entry) => {
        return { name: this.#fileName(entry), kind: isLink(entry) ? 'other' : 'file' } as const;
      }),
    ];
  }

  names(key: string): string[] | undefined {
    const folder = this.#folders.get(key);
    return folder && [...folder.folders, ...folder.files.map((entry) => this.#fileName(entry))];
  }

  #fileName(entry: number): string {
    const name = this.#directory.nameOf(entry) ?? '';
    return name.slice(name.lastIndexOf('/') + 1);
  }

  #folder(key: string): Folder {
    const known = this.#folders.get(key);
    if (known !== undefined) return known;
    const made: Folder = { files: [], folders: new Set() };
    this.#folders.set(key, made);
    const slash = key.lastIndexOf('/');
    const parent = this.#folder(slash === -1 ? '' : key.slice(0, slash));
    parent.folders.add(key.slice(slash + 1));
    return made;
  }
}
