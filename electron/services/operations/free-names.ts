import type { StoreKind } from '../../../shared/contract/documents.ts';
import { nameParts } from './archive-name.ts';

/** Names for a copy, best first. */
export function* copyNames(name: string, isArchive: boolean): Iterable<string> {
  const { stem, ending } = nameParts(name, isArchive);
  for (let n = 1; ; n += 1) yield `${stem} copy${n === 1 ? '' : ` ${n}`}${ending}`;
}

/** Names for another form of a workflow, best first: an archive is called as its folder is. */
export function* convertedNames(name: string, isArchive: boolean, to: StoreKind): Iterable<string> {
  const { stem } = nameParts(name, isArchive);
  const ending = to === 'zip' ? '.zip' : '';
  const isFromArchive = isArchive || to === 'zip';
  const meant = isFromArchive ? stem : `${stem} ${to}`;
  for (let n = 1; ; n += 1) yield `${meant}${n === 1 ? '' : ` ${n}`}${ending}`;
}
