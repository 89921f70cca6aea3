import type { FolderEntry } from '../file-source.ts';
import type { ZipDirectory } from './zip-directory.ts';

interface Folder {
  readonly files: string[];
  readonly folders: Set<string>;
}

/** Folders of an archive, made of the names of its members: archives need not list them. */
export class ZipFolders {
  readonly #folders = new Map<string, Folder>([['', { files: [], folders: new Set() }]]);

  constructor(directory: ZipDirectory) {
    // Members of a folder mostly follow each other.
    let lastKey = '';
    let last = this.#folder('');
    for (let entry = 0; entry < directory.count; entry += 1) {
      const name = directory.nameOf(entry);
      if (name === undefined) continue;
      const slash = name.lastIndexOf('/');
      const key = slash === -1 ? '' : name.slice(0, slash);
      if (key !== lastKey) {
        last = this.#folder(key);
        lastKey = key;
      }
      if (slash !== name.length - 1) last.files.push(name.slice(slash + 1));
    }
  }

  has(key: string): boolean {
    return this.#folders.has(key);
  }

  /** @param isLink - Asked for the files of the folder. */
  list(key: string, isLink: (name: string) => boolean): FolderEntry[] | undefined {
    const folder = this.#folders.get(key);
    if (folder === undefined) return undefined;
    return [
      ...Array.from(folder.folders, (name) => ({ name, kind: 'folder' as const })),
      ...folder.files.map((name) => ({ name, kind: isLink(name) ? 'other' : 'file' }) as const),
    ];
  }

  names(key: string): string[] | undefined {
    const folder = this.#folders.get(key);
    return folder && [...folder.folders, ...folder.files];
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
