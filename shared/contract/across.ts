import { z } from 'zod';
import { ProblemSchema } from './errors.ts';
import { ValuePathSchema } from './values.ts';

/** One value of every element (and iteration) of a task, as columns of numbers. */

/** What became of a value in a series, by its code. */
export const ACROSS_STATES = [
  'numbers',
  'not-set',
  /** Texts, tables of more than one dimension, or more items than a curve has. */
  'no-numbers',
  'unreadable',
] as const;
export type AcrossState = (typeof ACROSS_STATES)[number];

/** A value inside the data of an iteration. */
export const SeriesPlaceSchema = z.strictObject({
  /** Data path, such as `outputs.p2`. */
  entry: z.string().min(1).max(4096),
  path: ValuePathSchema,
});
export type SeriesPlace = z.infer<typeof SeriesPlaceSchema>;

export const AcrossSeriesSchema = z.object({
  /** Position in {@link ACROSS_STATES}, one per row. */
  states: z.instanceof(Uint8Array),
  /** Row `i` has the numbers `starts[i] … starts[i + 1] - 1`: one of a scalar, several of a list. */
  starts: z.instanceof(Uint32Array),
  numbers: z.instanceof(Float64Array),
});
export type AcrossSeries = z.infer<typeof AcrossSeriesSchema>;

export const AcrossSchema = z.object({
  /** Element and position among its iterations, one of each per row, ascending. */
  elements: z.instanceof(Uint32Array),
  iterations: z.instanceof(Uint32Array),
  /** As asked. */
  series: z.array(AcrossSeriesSchema),
  problems: z.array(ProblemSchema),
});
export type Across = z.infer<typeof AcrossSchema>;
