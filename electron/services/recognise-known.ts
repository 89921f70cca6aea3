import { resolve } from 'node:path';
import { isArchiveName } from '../files/tree/sibling-names.ts';
import type { IndexCache } from '../workers/index-cache/index-cache.ts';
import type { Recognise } from './recognise-allowed.ts';

/**
 * As `recognise`, but an archive that was opened before and has the same size and times since is not
 * looked through again: the table of contents of a large one takes longer to read than it may take to
 * show what was kept of it. What opens it afterwards does look.
 */
export function recogniseKnown(cache: IndexCache, recognise: Recognise): Recognise {
  return async (path) => {
    const asked = resolve(path);
    const kept = isArchiveName(asked) ? await cache.load(asked) : undefined;
    if (kept === undefined) return recognise(path);
    const { store, generation, appVersion } = kept.structure.identity;
    return {
      kind: 'workflow',
      path: asked,
      store,
      generation,
      ...(appVersion === undefined ? {} : { version: appVersion }),
      isReadable: true,
    };
  };
}
