import { isAppLink, parseAppLink } from '../../../shared/contract/place-links.ts';

/** What a person pasted: paths, one per line, or a link to a place. */
export interface PastedPlace {
  readonly path: string;
  /** Text of an address, when a link was pasted. */
  readonly at?: string | undefined;
}

/** A `file:` URL as a path: `file:///C:/a%20b` is `C:/a b`. */
function pathOfFileUrl(text: string): string | undefined {
  try {
    const url = new URL(text);
    if (url.protocol !== 'file:') return undefined;
    const path = decodeURIComponent(url.pathname);
    if (url.host !== '') return `\\\\${url.host}${path.replaceAll('/', '\\')}`;
    return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
  } catch {
    return undefined;
  }
}

/** Fragment of a link to a place: `…#workflow=%2Fdata%2Fw&at=tasks`. */
function placeOfLink(text: string): PastedPlace | undefined {
  if (isAppLink(text)) return parseAppLink(text);
  const at = text.indexOf('#');
  if (at < 0 || !/^(https?|app):/.test(text)) return undefined;
  const fragment = new URLSearchParams(text.slice(at + 1));
  const path = fragment.get('workflow');
  if (path === null || path === '') return undefined;
  return { path, at: fragment.get('at') ?? undefined };
}

/** Places named by pasted text; quotes around a path are taken off. Empty when there are none. */
export function placesOfText(text: string): readonly PastedPlace[] {
  return text
    .split(/[\r\n]+/)
    .map((line) =>
      line
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2')
        .trim(),
    )
    .filter((line) => line !== '')
    .map((line) => placeOfLink(line) ?? { path: pathOfFileUrl(line) ?? line });
}

/** Text that can only be meant as a path or link: an absolute path, a home path, a URL. */
export function looksLikePath(text: string): boolean {
  const places = placesOfText(text);
  return (
    places.length > 0 &&
    places.every(({ path }) => /^(\/|~[\\/]|[A-Za-z]:[\\/]|\\\\)/.test(path) && path.length < 4096)
  );
}
