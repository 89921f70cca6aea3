import { ARCHIVE_END } from '../../files/tree/sibling-names.ts';

/**
 * The name that is meant for a workflow that is called `oldName`: an archive keeps its ending, as it
 * is known by it. A folder is called as asked.
 */
export function nameMeant(asked: string, oldName: string, isArchive: boolean): string {
  const { ending } = nameParts(oldName, isArchive);
  if (ending === '' || asked.trim() === '' || ARCHIVE_END.test(asked)) return asked;
  return `${asked}${ending}`;
}

/** A name without and with the ending of an archive; a folder's has none. */
export function nameParts(name: string, isArchive: boolean): { stem: string; ending: string } {
  const ending = isArchive ? (ARCHIVE_END.exec(name)?.[0] ?? '') : '';
  return { stem: name.slice(0, name.length - ending.length), ending };
}
