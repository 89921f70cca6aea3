/** Scheme of links that open the app, whichever program they are clicked in. */
const APP_LINK_SCHEME = 'earshot:';
const OPEN = `${APP_LINK_SCHEME}//open`;
/** Longer ones are no links of ours. */
const MAX_LENGTH = 40_000;

/** A workflow, and a text of an address in it. */
export interface LinkedPlace {
  readonly path: string;
  readonly at?: string;
}

/** Link that opens the app at a place: `earshot://open?workflow=%2Fdata%2Fw&at=runs%3Ftask%3D1`. */
export function formatAppLink({ path, at }: LinkedPlace): string {
  // Not URLSearchParams: its `+` for a blank is taken for a plus by some programs.
  const place = at === undefined ? '' : `&at=${encodeURIComponent(at)}`;
  return `${OPEN}?workflow=${encodeURIComponent(path)}${place}`;
}

export function isAppLink(text: string): boolean {
  return text.toLowerCase().startsWith(APP_LINK_SCHEME);
}

/** Place of a link, or `undefined` when it names none: opening is all that links can ask for. */
export function parseAppLink(text: string): LinkedPlace | undefined {
  const [head = '', query = ''] = text.split('?', 2);
  if (text.length > MAX_LENGTH || !/^earshot:\/\/open\/?$/i.test(head)) return undefined;
  const parts = new Map(query.split('&').map((part) => pairOf(part)));
  const path = parts.get('workflow');
  const at = parts.get('at');
  if (path === undefined || path === '' || path.includes('\0')) return undefined;
  return { path, ...(at === undefined ? {} : { at: at.slice(0, 4096) }) };
}

function pairOf(part: string): readonly [string, string | undefined] {
  const at = part.indexOf('=');
  try {
    return [part.slice(0, at), decodeURIComponent(part.slice(at + 1))];
  } catch {
    return [part.slice(0, at), undefined];
  }
}
