import { homedir } from 'node:os';
import { basename, parse } from 'node:path';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import { askedPath } from './asked-path.ts';
import { matchDrop } from './drop-matcher.ts';
import { listFolder } from './folder-listing.ts';
import type { Recents } from './recents.ts';
import type { TargetPlaces } from './target-places.ts';

/** The folder browser of hosts without a dialog of their own, and what stands in for a drop. */
export function folderHandlers(
  roots: AllowedRoots,
  recents: Recents,
  /** Absent where nothing may be written. */
  places: TargetPlaces | undefined,
): Handlers<'folders.list' | 'folders.matchDrop'> {
  return {
    'folders.list': async ({ path }, { signal }) => {
      const shown = rootsToShow(roots);
      const folder = path === undefined ? (shown[0] ?? homedir()) : askedPath(path);
      return {
        ...(await listFolder(folder, roots, signal)),
        ...(places === undefined ? {} : { placeId: places.issue(folder).placeId }),
        roots: shown.map((root) => ({ label: labelOf(root), path: root })),
      };
    },
    'folders.matchDrop': async (drop, { signal }) => {
      const paths = (await recents.list()).map((recent) => recent.path);
      return { candidates: await matchDrop(drop, paths, roots, signal) };
    },
  };
}

function rootsToShow(roots: AllowedRoots): readonly string[] {
  return roots.paths ?? [homedir(), parse(homedir()).root];
}

function labelOf(path: string): string {
  return path === homedir() ? 'Home' : basename(path) || path;
}
