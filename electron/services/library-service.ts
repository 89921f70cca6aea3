import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import type { Recents } from './recents.ts';
import type { RecogniseAllowed } from './recognise-allowed.ts';

/** Writes the sample workflow into a folder and returns its path. */
export type CreateSample = (folder: string) => Promise<string>;

export interface LibraryServiceParts {
  readonly recents: Recents;
  readonly roots: AllowedRoots;
  readonly recognise: RecogniseAllowed;
  readonly createSample: CreateSample;
}

type Procedures =
  | 'library.recognise'
  | 'library.listRecents'
  | 'library.removeRecent'
  | 'library.pinRecent'
  | 'library.locateRecent'
  | 'library.noteAddress'
  | 'library.createSample';

export function libraryHandlers(parts: LibraryServiceParts): Handlers<Procedures> {
  const { recents, roots } = parts;
  let sampleFolder: Promise<string> | undefined;
  return {
    'library.recognise': ({ path }) => parts.recognise(path),
    'library.listRecents': async () => {
      const all = await recents.list();
      // Of what may not be opened here, not even the names are told.
      const allowed = await Promise.all(all.map(({ path }) => roots.mayName(path)));
      return { recents: all.filter((_, row) => allowed[row] === true) };
    },
    'library.removeRecent': async ({ path }) => {
      await recents.remove(path);
      return {};
    },
    'library.pinRecent': async ({ path, isPinned }) => {
      await recents.pin(path, isPinned);
      return {};
    },
    'library.locateRecent': async ({ path, newPath }) => {
      const found = await parts.recognise(newPath);
      if (found.kind === 'workflow') {
        const [moved] = (await recents.list()).filter((recent) => recent.path === path);
        if (moved !== undefined) await recents.move([moved], found.path);
      }
      return found;
    },
    'library.noteAddress': async ({ path, at }) => {
      await recents.noteAddress(path, at);
      return {};
    },
    'library.createSample': async () => {
      // The same one each time, or every look at the sample would leave another copy behind.
      sampleFolder ??= mkdtemp(join(tmpdir(), 'earshot-sample-'));
      const folder = await sampleFolder;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = await parts.createSample(folder);
      roots.grant(folder);
      return { path };
    },
  };
}
