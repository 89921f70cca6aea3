import type { DataEntry, RunDetail } from '../../../shared/contract/documents.ts';

/** Entries of a data index under one heading. */
export interface DataGroup {
  readonly title:
    | 'Inputs'
    | 'Outputs'
    | 'Input files'
    | 'Output files'
    | 'Resources'
    | 'Other data';
  readonly entries: readonly { readonly label: string; readonly entry: DataEntry }[];
}

const HEADINGS: readonly (readonly [prefix: string, title: DataGroup['title']])[] = [
  ['inputs', 'Inputs'],
  ['outputs', 'Outputs'],
  ['input_files', 'Input files'],
  ['output_files', 'Output files'],
  ['resources', 'Resources'],
];
const TITLES: readonly DataGroup['title'][] = [
  'Inputs',
  'Outputs',
  'Input files',
  'Output files',
  'Resources',
  'Other data',
];

/** Entries by the first part of their path (FORMATS: data index paths), without empty groups. */
export function groupData(data: readonly DataEntry[]): readonly DataGroup[] {
  const groups = new Map<DataGroup['title'], { label: string; entry: DataEntry }[]>();
  for (const entry of data) {
    const dot = entry.path.indexOf('.');
    const prefix = dot < 0 ? entry.path : entry.path.slice(0, dot);
    const title = HEADINGS.find(([known]) => known === prefix)?.[1] ?? 'Other data';
    const label = title === 'Other data' ? entry.path : entry.path.slice(dot + 1);
    const group = groups.get(title) ?? [];
    groups.set(title, group);
    group.push({ label, entry });
  }
  return TITLES.flatMap((title) => {
    const entries = groups.get(title);
    return entries === undefined
      ? []
      : [{ title, entries: entries.sort((a, b) => (a.label < b.label ? -1 : 1)) }];
  });
}

/** Words for a value that is not there. What an ended run has left unset will never come. */
export function unsetWords(entry: DataEntry, run: RunDetail['run']): string {
  if (run?.endUs === undefined) return 'not set yet';
  if (entry.path.startsWith('outputs.')) return 'never set';
  // hpcflow keeps files in the run's folder unless it is asked to store them.
  return /^(input|output)_files\./.test(entry.path) ? 'not stored' : 'not set';
}

/** `float64, 64 × 64 × 4`, `list, 3 items`, `str, 12 characters`; the kind alone for scalars. */
export function typeWords(entry: DataEntry): string {
  const summary = entry.summary;
  if (summary === undefined) return '';
  if (summary.array !== undefined) {
    const { dtypeName, shape } = summary.array;
    const size = shape.length === 0 ? 'scalar' : shape.join(' × ');
    return `${summary.kind === 'masked-array' ? 'masked ' : ''}${dtypeName}, ${size}`;
  }
  const count = summary.length;
  if (count === undefined || summary.kind === 'missing') return summary.kind;
  if (summary.kind === 'str') return summary.isCut ? `str, ${count} characters` : 'str';
  if (summary.kind === 'bytes') return `bytes, ${count}`;
  return `${summary.kind}, ${count === 1 ? '1 item' : `${count} items`}`;
}
