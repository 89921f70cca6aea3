import type { ElementColumn, ElementValues } from '../../../shared/contract/documents.ts';
import { VALUE_TYPES } from '../../../shared/contract/values.ts';
import { type ElementSummaries, statusOfMask } from '../../../shared/model/element-summaries.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { STATUS_WORDS } from '../../ui/status-words.ts';

/** What the table of elements shows: its rows in their order, and its columns of values. */
export interface ShownTable {
  readonly index: RunIndex;
  readonly summaries: ElementSummaries;
  readonly order: Uint32Array;
  readonly columns: readonly ElementColumn[];
  readonly values: ReadonlyMap<string, ElementValues>;
}

export type TableFormat = 'csv' | 'json';

/** A table as text, to be made piece by piece. */
export interface TableText {
  readonly head: string;
  /** Rows from `start` up to `stop`. */
  readonly rows: (start: number, stop: number) => string;
  readonly tail: string;
}

/** A number as Python prints it, with every digit. */
interface NumberText {
  readonly digits: string;
}
type Cell = NumberText | string | boolean | null;

const US_PER_SECOND = 1e6;
const NUMBER = VALUE_TYPES.indexOf('number');
const BOOLEAN = VALUE_TYPES.indexOf('boolean');

const numberCell = (value: number): Cell =>
  Number.isNaN(value) ? null : { digits: String(value) };
const timeCell = (timeUs: number): Cell =>
  Number.isNaN(timeUs) ? null : new Date(timeUs / 1000).toISOString();

function valueCell(values: ElementValues | undefined, element: number): Cell {
  const code = values?.codes[element] ?? -1;
  if (values === undefined || code < 0) return null;
  const text = values.texts[code] ?? '';
  if (values.types[code] === NUMBER) return { digits: text };
  return values.types[code] === BOOLEAN ? text === 'True' : text;
}

const REST = ['status', 'exitCode', 'started', 'ended', 'ranSeconds'] as const;

/** The element, its values, and how its runs ended. */
function rowOf({ index, summaries, columns, values }: ShownTable, at: number) {
  const status = statusOfMask(summaries.statusMask[at] ?? 0);
  const element = index.elements.index[summaries.firstRow + at] ?? at;
  const rest: Readonly<Record<(typeof REST)[number], Cell>> = {
    status: status === undefined ? null : STATUS_WORDS[status.worst].name,
    exitCode: numberCell(summaries.exitCode[at] ?? Number.NaN),
    started: timeCell(summaries.startUs[at] ?? Number.NaN),
    ended: timeCell(summaries.endUs[at] ?? Number.NaN),
    ranSeconds: numberCell((summaries.ranUs[at] ?? Number.NaN) / US_PER_SECOND),
  };
  return { element, values: columns.map(({ path }) => valueCell(values.get(path), element)), rest };
}

/** A cell of a CSV file (RFC 4180). What a spreadsheet would run as a formula is text. */
function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return value.digits;
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 8259 has neither `nan` nor `inf`: these are texts. */
const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function jsonCell(value: Cell): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return JSON_NUMBER.test(value.digits) ? value.digits : JSON.stringify(value.digits);
}

const jsonObject = (entries: readonly (readonly [string, string])[]): string =>
  `{${entries.map(([key, json]) => `${JSON.stringify(key)}: ${json}`).join(', ')}}`;

function csvText(shown: ShownTable): TableText {
  const lineOf = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;
  return {
    head: lineOf(['element', ...shown.columns.map(({ path }) => path), ...REST]),
    rows: (start, stop) =>
      Array.from(shown.order.subarray(start, stop), (at) => {
        const { element, values, rest } = rowOf(shown, at);
        return lineOf([numberCell(element), ...values, ...REST.map((key) => rest[key])]);
      }).join(''),
    tail: '',
  };
}

function jsonText(shown: ShownTable): TableText {
  return {
    head: '[',
    rows: (start, stop) =>
      Array.from(shown.order.subarray(start, stop), (at, place) => {
        const { element, values, rest } = rowOf(shown, at);
        const byPath = shown.columns.map(
          ({ path }, column) => [path, jsonCell(values[column] ?? null)] as const,
        );
        const object = jsonObject([
          ['element', String(element)],
          ...REST.map((key) => [key, jsonCell(rest[key])] as const),
          ['values', jsonObject(byPath)],
        ]);
        return `${start + place === 0 ? '\n' : ',\n'}${object}`;
      }).join(''),
    tail: '\n]\n',
  };
}

/**
 * The shown elements as CSV, a head and one line per element, or as JSON, one object each with its
 * values by path. Numbers have the digits they are stored with.
 */
export function tableText(format: TableFormat, shown: ShownTable): TableText {
  return format === 'csv' ? csvText(shown) : jsonText(shown);
}
