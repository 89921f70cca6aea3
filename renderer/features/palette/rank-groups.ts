import fuzzysort from 'fuzzysort';
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts';

/** An entry as it is shown: which of the characters of its label were typed. */
export interface RankedEntry {
  readonly entry: PaletteEntry;
  readonly marks: readonly number[];
}

export interface RankedGroup {
  readonly name: string;
  readonly items: readonly RankedEntry[];
}

/** More of one kind would push the others out of sight. */
export const MOST_OF_A_GROUP = 8;
const MOST_OFFERED = 6;
/** Of fuzzysort: 1 is exact, 0.5 good. Letters strewn over a long name stay below. */
const LEAST_SCORE = 0.3;
/** A match of the label counts more than one of its other words. */
const WEIGHT_OF_WORDS = 0.7;
/** Elements and values that hold the text as typed: after a name that is it, before a vague one. */
const SCORE_FOUND = 0.6;

/**
 * The entries that match a text, best first in each group, and the group of the best first. Without
 * a text, what is offered.
 */
export function rankGroups(text: string, groups: readonly PaletteGroup[]): readonly RankedGroup[] {
  const typed = text.trim();
  if (typed === '') {
    return groups
      .filter(({ isOffered, entries }) => isOffered === true && entries.length > 0)
      .map(({ name, entries }) => ({ name, items: entries.slice(0, MOST_OFFERED).map(unmarked) }));
  }
  return groups
    .map((group) => rankGroup(typed, group))
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => b.score - a.score);
}

function rankGroup(text: string, group: PaletteGroup): RankedGroup & { readonly score: number } {
  const { name, entries, isFound } = group;
  if (isFound === true) return { name, items: entries.map(unmarked), score: SCORE_FOUND };
  // Of equals the order of the group stays: a sort here is stable, that of fuzzysort is not.
  const ranked = entries
    .flatMap((entry) => rankEntry(text, entry) ?? [])
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_OF_A_GROUP);
  return { name, items: ranked, score: ranked[0]?.score ?? 0 };
}

function rankEntry(
  text: string,
  entry: PaletteEntry,
): (RankedEntry & { readonly score: number }) | undefined {
  const { label, words = '' } = entry;
  const ofLabel = fuzzysort.single(text, label);
  const ofAll = words === '' ? null : fuzzysort.single(text, `${label} ${words}`);
  const score = Math.max(ofLabel?.score ?? 0, WEIGHT_OF_WORDS * (ofAll?.score ?? 0));
  if (score < LEAST_SCORE) return undefined;
  const marks = ofLabel?.indexes ?? ofAll?.indexes.filter((at) => at < label.length) ?? [];
  return { entry, marks, score };
}

function unmarked(entry: PaletteEntry): RankedEntry {
  return { entry, marks: [] };
}
