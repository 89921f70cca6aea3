import { shortened } from './sibling-names.ts';

/** Head of the note beside every item of a trash (freedesktop.org Trash specification 1.0). */
const HEAD = '[Trash Info]';

export interface TrashInfo {
  /** Where the item was: absolute in the home trash, relative to its volume in others. */
  readonly path: string;
  readonly deleted: Date;
}

/** Text of a note; the time is local, as the specification has it. */
export function trashInfoText({ path, deleted }: TrashInfo): string {
  return `${HEAD}\nPath=${percentEncoded(path)}\nDeletionDate=${localTime(deleted)}\n`;
}

/** As in URLs (RFC 2396, section 2), slashes kept. */
function percentEncoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function localTime(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${day}T${time}`;
}

export const INFO_END = '.trashinfo';

/** Name of an item that is the n-th of its name in a trash; its note's name fits too. */
export function trashName(name: string, n: number): string {
  const end = n === 1 ? '' : `.${n}`;
  return `${shortened(name, end.length + INFO_END.length)}${end}`;
}
