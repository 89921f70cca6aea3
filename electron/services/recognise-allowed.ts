import type { Recognition } from '../../shared/contract/documents.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import { askedPath } from './asked-path.ts';

export type Recognise = (path: string) => Promise<Recognition>;
export type RecogniseAllowed = Recognise;

/**
 * Recognition behind the allowed roots: neither the asked path nor the workflow found around it may
 * be outside. Only for a path that the person at the machine named, the workflow around it is
 * allowed too: `serve study/metadata.json` means the study.
 */
export function recogniseAllowed(roots: AllowedRoots, recognise: Recognise): RecogniseAllowed {
  return async (text) => {
    const path = askedPath(text);
    await roots.resolve(path);
    const found = await recognise(path);
    if (found.kind === 'workflow' && roots.isGranted(path)) roots.grant(found.path);
    await roots.resolve(found.path);
    return found;
  };
}
