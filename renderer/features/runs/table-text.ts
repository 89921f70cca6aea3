import type { ElementColumn, ElementValues } from '../../../shared/contract/documents.ts';
import { type ElementSummaries, statusOfMask } from '../../../shared/model/element-summaries.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { STATUS_WORDS } from '../../ui/status-words.ts';

interface Shown {
  readonly index: RunIndex;
  readonly summaries: ElementSummaries;
  readonly order: Uint32Array;
  readonly columns: readonly ElementColumn[];
  readonly values: ReadonlyMap<string, ElementValues>;
}

const US_PER_SECOND = 1e6;

/** What a row says: the element, its values by path, and how its runs ended. */
interface TextRow {
  readonly element: number;
  readonly values: readonly (string | number | boolean | null)[];
  readonly status: string | null;
  readonly exitCode: number | null;
  readonly started: string | null;
  readonly ended: string | null;
  readonly ranSeconds: number | null;
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
const timeOf = (timeUs: number): string | null =>
  Number.isNaN(timeUs) ? null : new Date(timeUs / 1000).toISOString();

function valueOfElement(values: ElementValues | undefined, element: number) {
  const code = values?.codes[element] ?? -1;
  if (values === undefined || code < 0) return null;
  const text = values.texts[code] ?? '';
  const number = values.numbers[code] ?? Number.NaN;
  // Whole numbers that a float cannot hold stay as they are written.
  if (Number.isFinite(number) && String(number) === text.replace(/\.0$/, '')) return number;
  if (values.types[code] === 3) return text === 'True';
  return text;
}

function rowsOf({ index, summaries, order, columns, values }: Shown): TextRow[] {
  return Array.from(order, (at) => {
    const status = statusOfMask(summaries.statusMask[at] ?? 0);
    const element = index.elements.index[summaries.firstRow + at] ?? at;
    return {
      element,
      values: columns.map(({ path }) => valueOfElement(values.get(path), element)),
      status: status === undefined ? null : STATUS_WORDS[status.worst].name,
      exitCode: known(summaries.exitCode[at] ?? Number.NaN),
      started: timeOf(summaries.startUs[at] ?? Number.NaN),
      ended: timeOf(summaries.endUs[at] ?? Number.NaN),
      ranSeconds: known((summaries.ranUs[at] ?? Number.NaN) / US_PER_SECOND),
    };
  });
}

const REST = ['status', 'exitCode', 'started', 'ended', 'ranSeconds'] as const;

/** A cell of a CSV file (RFC 4180). What a spreadsheet would run as a formula is text. */
function csvCell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The shown elements as CSV: a head, and one line per element in the order of the table. */
export function tableAsCsv(shown: Shown): string {
  const head = ['element', ...shown.columns.map(({ path }) => path), ...REST];
  const lines = rowsOf(shown).map((row) => [
    row.element,
    ...row.values,
    ...REST.map((key) => row[key]),
  ]);
  return [head, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** The shown elements as JSON: one object each, its values by path. */
export function tableAsJson(shown: Shown): string {
  const rows = rowsOf(shown).map(({ values, ...row }) => ({
    ...row,
    values: Object.fromEntries(shown.columns.map(({ path }, at) => [path, values[at] ?? null])),
  }));
  return JSON.stringify(rows, undefined, 1);
}
