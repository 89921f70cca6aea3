import { z } from 'zod';
import { ProblemSchema } from './errors.ts';
import { ArrayInfoSchema, ValuePathSchema } from './values.ts';

/** Many runs beside each other, value by value, as columns. */

/** More would be a table of its own: the elements table has filters for that. */
export const MOST_COMPARED = 500;

const index = z.number().int().min(0).max(4_294_967_295);

/** One iteration of an element, with what its runs were given and gave. */
export const ComparedPlaceSchema = z.strictObject({ element: index, iteration: index });
export type ComparedPlace = z.infer<typeof ComparedPlaceSchema>;

export const COMPARED_PARTS = ['inputs', 'files', 'resources', 'outputs'] as const;
export type ComparedPart = (typeof COMPARED_PARTS)[number];

/** Codes of what has no text. */
export const COMPARED_UNSET = -1;
export const COMPARED_UNREADABLE = -2;
/** The value is set, and has no such part. */
export const COMPARED_NO_PART = -3;

/** One value of all compared places. */
export const ComparedLineSchema = z.object({
  part: z.enum(COMPARED_PARTS),
  /** Data path, such as `outputs.p2`. */
  entry: z.string(),
  /** Where in that value. */
  steps: ValuePathSchema,
  /** Position in `texts`, one per place; below 0 one of the codes above. */
  codes: z.instanceof(Int32Array),
  /** The different values as Python prints them, long ones cut; of an array its dtype and shape. */
  texts: z.array(z.string()),
  /** The parameters that hold it, one per place (-1: none), where some are arrays. */
  parameters: z.instanceof(Int32Array).optional(),
  /** Texts differ. Of arrays that look alike, only reading tells: {@link ArrayDifferencesSchema}. */
  differs: z.boolean(),
});
export type ComparedLine = z.infer<typeof ComparedLineSchema>;

export const ComparisonSchema = z.object({
  /** By part, then in stored order. */
  lines: z.array(ComparedLineSchema),
  problems: z.array(ProblemSchema),
});
export type Comparison = z.infer<typeof ComparisonSchema>;

/** Arrays beside one of them. */
export const ArrayDifferencesSchema = z.object({
  /** Largest absolute difference of two items; 0 where equal, NaN where a number meets NaN. */
  maxAbsolute: z.instanceof(Float64Array),
  /** Items that differ; -1 where the two cannot be compared. */
  differing: z.instanceof(Float64Array),
  /** Index of the item with the largest difference; empty where there is none. */
  at: z.array(z.array(z.number().int())),
  /** Why not, or what else differs; empty where there is nothing to say. */
  notes: z.array(z.string()),
});
export type ArrayDifferences = z.infer<typeof ArrayDifferencesSchema>;

/** Where the arrays at one place of all elements are, and how large. */
export const ArraysAcrossSchema = z.object({
  /** Element and position among its iterations, one of each per row, ascending. */
  elements: z.instanceof(Uint32Array),
  iterations: z.instanceof(Uint32Array),
  /** Parameter that holds the array; -1 where there is none. */
  parameters: z.instanceof(Int32Array),
  /** Position in `infos`; -1 where there is no array. */
  codes: z.instanceof(Int32Array),
  infos: z.array(ArrayInfoSchema),
  problems: z.array(ProblemSchema),
});
export type ArraysAcross = z.infer<typeof ArraysAcrossSchema>;
