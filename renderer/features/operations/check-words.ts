import type { Mention, Preflight, TargetFacts } from '../../../shared/contract/operations.ts';
import { formatAgo, formatBytes, formatCount, formatCounted } from '../../ui/format.ts';

/** A line of what was looked at: in order, or worth knowing. */
export interface Check {
  readonly kind: 'good' | 'warn';
  readonly text: string;
}

const good = (text: string): Check => ({ kind: 'good', text });
const warn = (text: string): Check => ({ kind: 'warn', text });

/** Runs and changes: whether something may still write. */
export function activityChecks(found: Preflight, nowMs: number): readonly Check[] {
  const { activeRuns, cautions, form, newestKey, newestMs, purpose } = found;
  const meaning =
    purpose === 'copy' || purpose === 'convert'
      ? `The ${purpose === 'copy' ? 'copy' : 'result'} is of what is on the disk now.`
      : 'They may fail, or write into what is not there.';
  const runs =
    activeRuns === undefined
      ? warn('Its runs cannot be read, so some may be active.')
      : activeRuns > 0
        ? warn(
            `${formatCounted(activeRuns, 'run is', 'runs are')} recorded as submitted or running. ${meaning}`,
          )
        : good('No run is active.');
  const changed = `${newestKey === '' ? `The ${form}` : newestKey} changed ${agoWords(newestMs, nowMs)}.`;
  return cautions.includes('changed-recently')
    ? [runs, warn(`${changed} Something may still write.`)]
    : [runs];
}

/** `now` is a moment of its own; a clock time needs its preposition. */
export function agoWords(timeMs: number, nowMs: number): string {
  const ago = formatAgo(timeMs, nowMs);
  if (ago === 'now') return 'less than a minute ago';
  if (ago === 'Yesterday') return 'yesterday';
  return ago.endsWith('ago') ? ago : /^\d\d:/.test(ago) ? `at ${ago}` : `on ${ago}`;
}

/** Room and name at the place of a copy. */
export function targetChecks(facts: TargetFacts, what = 'The copy'): readonly Check[] {
  const { freeBytes, isSameVolume, isSpaceShort, neededBytes, problem } = facts;
  const room = `${formatBytes(freeBytes)} free`;
  const volume = isSameVolume ? 'on the same volume' : 'on another volume';
  const space = isSpaceShort
    ? warn(`${what} may need ${formatBytes(neededBytes)}; there are ${room} ${volume}.`)
    : good(`It needs ${formatBytes(neededBytes)} at most; ${room} ${volume}.`);
  return problem === undefined ? [space, good('Nothing is there yet under that name.')] : [space];
}

/** What is worth knowing before a copy is made, or a folder is taken away. */
export function mentionChecks(found: Preflight): readonly Check[] {
  const isCopy = found.purpose === 'copy';
  return found.mentions.flatMap((mention) => {
    const text = mentionWords(mention, isCopy);
    return text === undefined ? [] : [warn(text)];
  });
}

function mentionWords({ kind, count, examples }: Mention, isCopy: boolean): string | undefined {
  const first = examples[0]?.key ?? '';
  const such = count === 1 ? first : `${first} and ${formatCount(count - 1)} more`;
  switch (kind) {
    case 'link-leading-out':
      return isCopy
        ? `${formatCounted(count, 'link leads', 'links lead')} out of the folder and ${count === 1 ? 'stays a link' : 'stay links'} in the copy: ${such}.`
        : `${formatCounted(count, 'link leads', 'links lead')} out of the folder. What ${count === 1 ? 'it leads' : 'they lead'} to stays: ${such}.`;
    case 'link-to-original':
      return isCopy
        ? `${formatCounted(count, 'link', 'links')} in the copy will still lead into the original: ${such}.`
        : undefined;
    case 'special-file':
      return isCopy
        ? `${formatCounted(count, 'pipe or device is', 'pipes or devices are')} not copied: ${such}.`
        : undefined;
    case 'hard-link':
      return isCopy
        ? `${formatCounted(count, 'file has', 'files have')} more than one name; the copy gets files of its own.`
        : undefined;
    case 'unreadable':
      return `${formatCounted(count, 'folder or file', 'folders or files')} cannot be looked into: ${such}.`;
    case 'other-volume':
      return `Another volume is mounted inside: ${such}.`;
    case 'link-left-out':
      return `${formatCounted(count, 'link is', 'links are')} left out, as archives of hpcflow hold none: ${such}.`;
    case 'changed':
      return `${formatCounted(count, 'file')} changed while being copied: ${such}.`;
    case 'skipped':
      return `${formatCounted(count, 'file was', 'files were')} left out, as another program held ${count === 1 ? 'it' : 'them'}: ${such}.`;
    case 'not-removed':
      return `${formatCounted(count, 'file or folder', 'files or folders')} could not be removed: ${such}.`;
  }
}

const NEWS: ReadonlySet<Mention['kind']> = new Set(['changed', 'skipped', 'link-left-out']);

/** The same, of what an operation met with on its way. */
export function resultMentions(mentions: readonly Mention[]): readonly Check[] {
  return mentions.flatMap((mention) => {
    const isNews = NEWS.has(mention.kind);
    const text = isNews ? mentionWords(mention, true) : undefined;
    return text === undefined ? [] : [warn(text)];
  });
}
