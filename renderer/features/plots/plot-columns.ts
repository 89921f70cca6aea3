import type { ElementColumn, ElementValues } from '../../../shared/contract/documents.ts';
import { VALUE_TYPES } from '../../../shared/contract/values.ts';
import type { ElementSummaries } from '../../../shared/model/element-summaries.ts';
import type { PlotScalar } from '../../visuals/plot-scalar.ts';

/** Something that can be along an axis, or be the colour. */
export interface PlotChoice {
  readonly id: string;
  readonly label: string;
  /** Path of a column of values; absent: of the run index. */
  readonly path?: string | undefined;
}

export const ELEMENT: PlotChoice = { id: 'element', label: 'element' };
export const RAN: PlotChoice = { id: 'ran', label: 'ran, s' };
export const EXIT: PlotChoice = { id: 'exit', label: 'exit code' };
/** Axes that parallel coordinates begin with. */
const FIRST_AXES = 8;

/** What the elements of a task have in numbers or few words. */
export function plotChoices(columns: readonly ElementColumn[]): readonly PlotChoice[] {
  const usable = columns.filter(
    ({ isNumeric, isShown, data }) => isNumeric || (isShown && data.startsWith('inputs.')),
  );
  const varying = usable.filter(({ isShown }) => isShown);
  const outputs = usable.filter(({ isShown, data }) => !isShown && data.startsWith('outputs.'));
  const rest = usable.filter(({ isShown, data }) => !isShown && !data.startsWith('outputs.'));
  return [
    ...[...varying, ...outputs, ...rest].map(({ path, label, data }) => ({
      id: path,
      // An output may be named like an input; where the label is the whole path it says so itself.
      label:
        data.startsWith('outputs.') && !label.startsWith('outputs.') ? `${label} (output)` : label,
      path,
    })),
    ELEMENT,
    RAN,
    EXIT,
  ];
}

/** Outputs that are read to find one that varies. */
const MOST_TRIED = 6;

/**
 * What a scatter plot may begin with up its axis: numeric outputs, then how long it ran. The first that
 * varies is taken.
 */
export function upCandidates(
  choices: readonly PlotChoice[],
  columns: readonly ElementColumn[],
): readonly string[] {
  const outputs = new Set(
    columns
      .filter(({ data, isNumeric }) => isNumeric && data.startsWith('outputs.'))
      .map(({ path }) => path),
  );
  const ids = choices.filter(({ id }) => outputs.has(id)).map(({ id }) => id);
  return [...ids.slice(0, MOST_TRIED), RAN.id];
}

/** At least two elements have different numbers. */
export function doesVary({ values }: PlotScalar): boolean {
  let first = Number.NaN;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(first)) first = value;
    else if (value !== first) return true;
  }
  return false;
}

/** Axes that are shown until somebody chooses: what varies, then outputs, then how long it ran. */
export function firstAxes(
  choices: readonly PlotChoice[],
  columns: readonly ElementColumn[],
): { readonly inputs: readonly string[]; readonly outputs: readonly string[] } {
  const of = (isWanted: (column: ElementColumn) => boolean, most: number): string[] =>
    choices
      .filter(({ path }) => columns.some((column) => column.path === path && isWanted(column)))
      .slice(0, most)
      .map(({ id }) => id);
  const outputs = of(({ data }) => data.startsWith('outputs.'), 3);
  const inputs = of(
    ({ data, isShown }) => data.startsWith('inputs.') && isShown,
    FIRST_AXES - 1 - outputs.length,
  );
  return { inputs, outputs };
}

const US_PER_SECOND = 1e6;

/** A choice of the run index as numbers, one per element. */
export function indexScalar(choice: PlotChoice, summaries: ElementSummaries): PlotScalar {
  const { count, ranUs, exitCode } = summaries;
  const { id, label } = choice;
  if (id === RAN.id) return { id, label, values: ranUs.map((us) => us / US_PER_SECOND) };
  if (id === EXIT.id) return { id, label, values: exitCode };
  return { id, label, isWhole: true, values: Float64Array.from({ length: count }, (_, at) => at) };
}

const NUMBER = VALUE_TYPES.indexOf('number');
const BOOLEAN = VALUE_TYPES.indexOf('boolean');
const INTEGER = /^-?\d+$/;

/** A column of values as numbers: words are places in their order. */
export function valueScalar({ id, label }: PlotChoice, column: ElementValues): PlotScalar {
  const { codes, texts, types, numbers } = column;
  if (types.every((type) => type === NUMBER || type === BOOLEAN)) {
    const values = Float64Array.from(codes, (code) => numbers[code] ?? Number.NaN);
    // As Python writes them: 2 is an integer, 2.0 is none.
    return { id, label, values, isWhole: texts.every((text) => INTEGER.test(text)) };
  }
  const categories = [...texts].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const places = texts.map((text) => categories.indexOf(text));
  const values = Float64Array.from(codes, (code) => places[code] ?? Number.NaN);
  return { id, label, values, categories, isWhole: true };
}
