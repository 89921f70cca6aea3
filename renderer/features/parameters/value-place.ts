import type { DataEntry } from '../../../shared/contract/documents.ts';
import type { ValuePath } from '../../../shared/contract/values.ts';

/** A node of the tree: an entry of the data index, and steps into its value. */
export interface ValuePlace {
  readonly entry: string;
  readonly path: ValuePath;
}

/**
 * Text of a place, as the address carries it: the data path, then the steps as Python would write
 * them, such as `outputs.volume_element["orientations"]["data"]`.
 */
export function formatPlace({ entry, path }: ValuePlace): string {
  return entry + path.map((step) => `[${JSON.stringify(step)}]`).join('');
}

/** Place of a text among the entries there are; `undefined` when its entry is not among them. */
export function parsePlace(
  text: string,
  entries: readonly Pick<DataEntry, 'path'>[],
): ValuePlace | undefined {
  // Longest first: an entry's own path may end in brackets.
  const names = entries.map(({ path }) => path).sort((a, b) => b.length - a.length);
  for (const entry of names) {
    if (text === entry) return { entry, path: [] };
    if (!text.startsWith(`${entry}[`)) continue;
    const path = parseSteps(text.slice(entry.length));
    if (path !== undefined) return { entry, path };
  }
  return undefined;
}

/** One step: a JSON string or a position, in brackets. */
const STEP = /\[("(?:[^"\\]|\\.)*"|\d{1,15})\]/y;

function parseSteps(text: string): ValuePath | undefined {
  const steps: ValuePath = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const at = STEP.lastIndex;
    const step = STEP.exec(text)?.[1];
    if (step === undefined) return undefined;
    const value = readStep(step);
    if (value === undefined) return undefined;
    steps.push(value);
    if (STEP.lastIndex <= at) return undefined;
  }
  return steps;
}

function readStep(text: string): string | number | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Places from the entry down to the node, the node included. */
export function placesTo({ entry, path }: ValuePlace): ValuePlace[] {
  return [0, ...path.map((_, index) => index + 1)].map((length) => ({
    entry,
    path: path.slice(0, length),
  }));
}
