import { z } from 'zod';

/**
 * How a stored parameter value crosses to a view: one node with its text, and its children page by
 * page. Texts are what Python would print, so every digit and every type is kept.
 */
export const VALUE_KINDS = [
  'none',
  'bool',
  'int',
  'float',
  'complex',
  'str',
  'bytes',
  'datetime',
  'list',
  'tuple',
  'set',
  'dict',
  'array',
  'masked-array',
  /** Refers to data that is not there (FORMATS T8). */
  'missing',
] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** What values can be compared as: the four a column of values tells apart. */
export const VALUE_TYPES = ['other', 'text', 'number', 'boolean'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** A step into a value: a dict key or a position. */
export const ValuePathSchema = z.array(z.union([z.string(), z.number().int()]));
export type ValuePath = z.infer<typeof ValuePathSchema>;

export const ArrayInfoSchema = z.object({
  /** NumPy dtype string, such as `<f8`. */
  dtype: z.string(),
  /** NumPy dtype name, such as `float64`. */
  dtypeName: z.string(),
  shape: z.array(z.number().int()),
  chunks: z.array(z.number().int()),
  /** Bytes in memory when read whole. */
  sizeBytes: z.number(),
});
export type ArrayInfo = z.infer<typeof ArrayInfoSchema>;

export const ValueSummarySchema = z.object({
  kind: z.enum(VALUE_KINDS),
  /** One line: `1.0`, `'Goss'`, `[1, 2, 3]`, `{'a': 1, …}`, `float64 64 × 64 × 4`; may be cut. */
  text: z.string(),
  /** True when `text` does not show the whole value. */
  isCut: z.boolean(),
  /** Items of a container, characters of a string. */
  length: z.number().int().optional(),
  array: ArrayInfoSchema.optional(),
});
export type ValueSummary = z.infer<typeof ValueSummarySchema>;

export const ValueChildSchema = z.object({
  /** Dict key (as Python prints it) or position. */
  label: z.string(),
  step: z.union([z.string(), z.number().int()]),
  summary: ValueSummarySchema,
});
export type ValueChild = z.infer<typeof ValueChildSchema>;

/** Children that are given at once. */
export const MAX_PAGE_CHILDREN = 25_000;

export const ValuePageSchema = z.object({
  summary: ValueSummarySchema,
  /** Whole text of a scalar (up to the asked limit), for copying. */
  fullText: z.string().optional(),
  /** Children `start … start + children.length - 1` of a container. */
  start: z.number().int(),
  children: z.array(ValueChildSchema),
  /** Number of children in all. */
  total: z.number().int(),
});
export type ValuePage = z.infer<typeof ValuePageSchema>;

const arrayIndex = z.number().int().min(0).max(4_294_967_295);

/** What to read of an array: one index, or a range with a positive step, per dimension. */
export const ArraySelectionSchema = z.array(
  z.union([
    arrayIndex,
    z.strictObject({ start: arrayIndex, stop: arrayIndex, step: arrayIndex.min(1) }),
  ]),
);
export type ArraySelection = z.infer<typeof ArraySelectionSchema>;

/** A window of an array: numbers as a typed array, everything else as texts. */
export const ArrayWindowSchema = z.object({
  info: ArrayInfoSchema,
  /** Shape of the window (dimensions selected by one index are dropped). */
  shape: z.array(z.number().int()),
  /** C-order numbers; complex as `[re, im]` pairs. Absent for texts, datetimes and 64-bit integers. */
  numbers: z
    .union([
      z.instanceof(Float64Array),
      z.instanceof(Float32Array),
      z.instanceof(Int32Array),
      z.instanceof(Uint32Array),
      z.instanceof(Int16Array),
      z.instanceof(Uint16Array),
      z.instanceof(Int8Array),
      z.instanceof(Uint8Array),
    ])
    .optional(),
  /** C-order texts, where numbers would lose digits or the items are no numbers. */
  texts: z.array(z.string()).optional(),
  /** 1 = hidden; only for masked arrays. */
  mask: z.instanceof(Uint8Array).optional(),
});
export type ArrayWindow = z.infer<typeof ArrayWindowSchema>;

/** Schema of ArrayStatistics (shared/model/array-statistics.ts). */
export const ArrayStatisticsSchema = z.object({
  count: z.number().int(),
  finiteCount: z.number().int(),
  nanCount: z.number().int(),
  positiveInfinityCount: z.number().int(),
  negativeInfinityCount: z.number().int(),
  maskedCount: z.number().int(),
  moments: z
    .object({ min: z.number(), max: z.number(), mean: z.number(), std: z.number() })
    .optional(),
  quantiles: z.array(z.number()).readonly().optional(),
  areQuantilesExact: z.boolean(),
  histogram: z.instanceof(Uint32Array),
});
