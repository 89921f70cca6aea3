import { formatRanges, parseRanges } from './element-ranges.ts';

/**
 * A place in a workflow: what a view shows and what is selected. It is shared by all views, kept in
 * the history, and can be copied as a link.
 *
 * Indexes are those of hpcflow, so an address survives a reload of the workflow.
 */
export const VIEWS = [
  'overview',
  'runs',
  'graph',
  'timeline',
  'loops',
  'parameters',
  'plots',
  'submissions',
  'template',
  'diff',
  'compare',
  'lineage',
] as const;

export type View = (typeof VIEWS)[number];

export interface Address {
  readonly view: View;
  /** Permanent insert ID of the task. */
  readonly task?: number;
  /** Element index within the task. */
  readonly element?: number;
  /** Position among the element's iterations, oldest is 0. */
  readonly iteration?: number;
  readonly action?: number;
  /** Position in the action's list of runs. */
  readonly attempt?: number;
  /** Dotted data path, such as `outputs.p2`. */
  readonly parameter?: string;
  readonly submission?: number;
  readonly jobscript?: number;
  /** Elements of the task that were chosen together, as ranges: `0-3,7`. Absent: all of them. */
  readonly elements?: string;
  /** The run that is compared with: one of the same task and action. */
  readonly otherElement?: number;
  readonly otherIteration?: number;
  readonly otherAttempt?: number;
}

const NUMBERS = [
  'task',
  'element',
  'iteration',
  'action',
  'attempt',
  'submission',
  'jobscript',
  'otherElement',
  'otherIteration',
  'otherAttempt',
] as const;

/** Text of an address, such as `runs?task=1&element=3`. */
export function formatAddress(address: Address): string {
  const parts: string[] = [];
  for (const key of NUMBERS) {
    const value = address[key];
    if (value !== undefined) parts.push(`${key}=${value}`);
  }
  if (address.parameter !== undefined) {
    parts.push(`parameter=${encodeURIComponent(address.parameter)}`);
  }
  if (address.elements !== undefined) parts.push(`elements=${address.elements}`);
  return parts.length > 0 ? `${address.view}?${parts.join('&')}` : address.view;
}

/** Names views had before; links with them still lead there. */
const FORMER_VIEWS: Readonly<Record<string, View>> = { tasks: 'runs' };

/** Address of a text, or `undefined` when the text is none. Unknown parts are ignored. */
export function parseAddress(text: string): Address | undefined {
  const [viewText = '', query = ''] = text.split('?', 2);
  const view = VIEWS.find((name) => name === viewText) ?? FORMER_VIEWS[viewText];
  if (view === undefined) return undefined;
  const address: { -readonly [K in keyof Address]: Address[K] } = { view };
  for (const part of query.split('&')) {
    const at = part.indexOf('=');
    if (at < 0) continue;
    const name = part.slice(0, at);
    const value = part.slice(at + 1);
    const key = NUMBERS.find((known) => known === name);
    if (key !== undefined && /^\d{1,9}$/.test(value)) address[key] = Number(value);
    if (name === 'elements') {
      const ranges = parseRanges(value);
      if (ranges !== undefined) address.elements = formatRanges(ranges);
    }
    if (name === 'parameter') {
      try {
        address.parameter = decodeURIComponent(value);
      } catch {
        return undefined;
      }
    }
  }
  return address;
}
