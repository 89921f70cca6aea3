import { isAbsolute } from 'node:path';
import type { MessageBoxOptions } from 'electron';
import type { OpenRequest } from '../../shared/contract/host.ts';
import { parseAppLink } from '../../shared/contract/place-links.ts';

const BUTTONS = ['Cancel', 'Open'] as const;

export interface LinkRules {
  /** True for a workflow that was opened here before. */
  readonly knows: (path: string) => Promise<boolean>;
  readonly ask: (options: MessageBoxOptions) => Promise<{ readonly response: number }>;
  readonly log: (line: string) => void;
}

/**
 * Place of a link that something outside asked to open. Web pages and mails can have links, and even
 * looking at a path of another machine tells that machine who looks: so a path that was not opened
 * here before is asked about first, without touching it.
 *
 * @returns nothing for what is no link of ours, or was not wanted.
 */
export async function placeOfLink(
  link: string,
  rules: LinkRules,
): Promise<OpenRequest | undefined> {
  const place = parseAppLink(link);
  if (place === undefined || !isAbsolute(place.path)) {
    rules.log('a link that names no workflow was left alone');
    return undefined;
  }
  if (await rules.knows(place.path)) return place;
  const { response } = await rules.ask({
    type: 'question',
    message: 'A link asks to open a workflow that was not opened here before.',
    detail: `${place.path}\n\nIt is only read, and nothing in it is run. Open it if you know where the link is from.`,
    buttons: [...BUTTONS],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1 ? place : undefined;
}
