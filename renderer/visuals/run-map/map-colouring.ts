import { NO_EXIT_CODE, NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import { RUN_STATUSES, URGENCY } from '../../../shared/model/status.ts';
import type { MapColumns } from './map-columns.ts';

/** What the colour of a cell tells. */
export const MAP_MODES = ['status', 'exit-code', 'duration', 'host', 'jobscript'] as const;
/** Beside these, the values of a parameter, which come from outside. */
export type MapMode = (typeof MAP_MODES)[number] | 'value';

/** No run, or nothing recorded. */
export const NO_CODE = 255;
/** A cell of several elements that differ. */
export const SEVERAL = 254;
/** Steps of a scale of numbers. */
export const SCALE_STEPS = 48;
/** Colours for names and numbers without an order; further ones repeat them. */
export const CATEGORY_COLOURS = 12;

/**
 * One code per cell, so that drawing reads a byte and no run. Codes of statuses are places in
 * {@link URGENCY}; of a scale 0 is the largest value.
 */
export interface MapColouring {
  readonly mode: MapMode;
  /** Codes of each column, one per element. */
  readonly codes: readonly Uint8Array[];
  /** A cell of several elements takes the least code, or {@link SEVERAL} where they differ. */
  readonly combine: 'least' | 'same';
  /** True when codes are steps of a scale of numbers. */
  readonly isScale: boolean;
  readonly legend: readonly LegendItem[];
}

export interface LegendItem {
  readonly code: number;
  /** What the code stands for: a name, a number, or µs. */
  readonly value: string | number;
}

const RANK_OF_CODE = Uint8Array.from(RUN_STATUSES, (status) => URGENCY.indexOf(status));

export function colourMap(
  map: MapColumns,
  index: RunIndex,
  mode: (typeof MAP_MODES)[number],
): MapColouring {
  const { runs } = index;
  switch (mode) {
    case 'status':
      return {
        mode,
        combine: 'least',
        isScale: false,
        legend: [],
        codes: encode(map, (run) => RANK_OF_CODE[runs.status[run] ?? 0] ?? NO_CODE),
      };
    case 'duration':
      return scaled(map, index);
    case 'exit-code':
      return named(map, mode, runs.exitCode, NO_EXIT_CODE, (code) => code);
    case 'host':
      return named(map, mode, runs.host, NONE, (row) => index.hosts[row] ?? '');
    case 'jobscript':
      return named(map, mode, runs.jobscript, NONE, (number) => number);
  }
}

/** Values of a parameter for all elements of a task: codes into a list, -1 for none. */
export interface ElementValueCodes {
  readonly codes: Int32Array;
  readonly texts: readonly string[];
  /** NaN for what is no number. */
  readonly numbers: Float64Array;
}

/**
 * Colours by the value of a parameter: numbers on a scale, anything else by name. Cells of other
 * tasks have none.
 *
 * @param task Position of the task the values are of.
 */
export function colourByValues(
  map: MapColumns,
  task: number,
  values: ElementValueCodes,
): MapColouring {
  const { texts, numbers } = values;
  const isOfNumbers = numbers.length > 0 && numbers.every((number) => Number.isFinite(number));
  // Not by spreading: there may be a million.
  const least = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const span = most > least ? most - least : 1;
  const codeOfText = (at: number): number =>
    isOfNumbers
      ? Math.round((1 - ((numbers[at] ?? least) - least) / span) * (SCALE_STEPS - 1))
      : at % CATEGORY_COLOURS;
  const codes = map.columns.map((column) => {
    const own = new Uint8Array(column.runs.length).fill(NO_CODE);
    if (column.task.index !== task) return own;
    for (let element = 0; element < own.length; element += 1) {
      const at = values.codes[element] ?? NONE;
      if (at !== NONE && column.runs[element] !== NONE) own[element] = codeOfText(at);
    }
    return own;
  });
  const legend = isOfNumbers
    ? [
        { code: SCALE_STEPS - 1, value: least },
        { code: 0, value: most },
      ]
    : texts.map((text, at) => ({ code: codeOfText(at), value: text }));
  return {
    mode: 'value',
    codes,
    combine: isOfNumbers ? 'least' : 'same',
    isScale: isOfNumbers,
    legend,
  };
}

/** Modes that would show anything, so that no empty picture is offered. */
export function modesOf({ runs }: RunIndex): readonly (typeof MAP_MODES)[number][] {
  const has = (column: Int32Array, none: number): boolean => column.some((value) => value !== none);
  return MAP_MODES.filter((mode) => {
    if (mode === 'exit-code') return has(runs.exitCode, NO_EXIT_CODE);
    if (mode === 'host') return has(runs.host, NONE);
    if (mode === 'jobscript') return has(runs.jobscript, NONE);
    if (mode === 'duration') return runs.endUs.some((time) => !Number.isNaN(time));
    return true;
  });
}

function encode(map: MapColumns, codeOf: (run: number) => number): readonly Uint8Array[] {
  return map.columns.map(({ runs }) => {
    const codes = new Uint8Array(runs.length);
    for (let at = 0; at < runs.length; at += 1) {
      const run = runs[at] ?? NONE;
      codes[at] = run === NONE ? NO_CODE : codeOf(run);
    }
    return codes;
  });
}

function named(
  map: MapColumns,
  mode: (typeof MAP_MODES)[number],
  column: Int32Array,
  none: number,
  nameOf: (value: number) => string | number,
): MapColouring {
  const shown = new Set<number>();
  for (const value of column) if (value !== none) shown.add(value);
  const values = [...shown].sort((a, b) => a - b);
  const codeOf = new Map(values.map((value, at) => [value, at % CATEGORY_COLOURS]));
  return {
    mode,
    combine: 'same',
    isScale: false,
    legend: values.map((value) => ({ code: codeOf.get(value) ?? 0, value: nameOf(value) })),
    codes: encode(map, (run) => codeOf.get(column[run] ?? none) ?? NO_CODE),
  };
}

/** Durations on a logarithmic scale: they differ by orders of magnitude. */
function scaled(map: MapColumns, { runs }: RunIndex): MapColouring {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let run = 0; run < runs.count; run += 1) {
    const duration = (runs.endUs[run] ?? Number.NaN) - (runs.startUs[run] ?? Number.NaN);
    if (duration > most) most = duration;
    if (duration < least) least = duration;
  }
  const low = Math.log(Math.max(1, least));
  const span = Math.max(1e-9, Math.log(Math.max(1, most)) - low);
  const codeOf = (run: number): number => {
    const duration = (runs.endUs[run] ?? Number.NaN) - (runs.startUs[run] ?? Number.NaN);
    if (Number.isNaN(duration)) return NO_CODE;
    const share = (Math.log(Math.max(1, duration)) - low) / span;
    return Math.round((1 - Math.min(1, Math.max(0, share))) * (SCALE_STEPS - 1));
  };
  const hasAny = most >= least;
  return {
    mode: 'duration',
    combine: 'least',
    isScale: true,
    legend: hasAny
      ? [
          { code: SCALE_STEPS - 1, value: least },
          { code: 0, value: most },
        ]
      : [],
    codes: encode(map, codeOf),
  };
}
