import { z } from 'zod';
import { ValuePathSchema } from './values.ts';

/** Matches of one search that are sent. */
export const MAX_MATCHES = 200;

/** A name or a value of the workflow that holds a text. */
export const SearchMatchSchema = z.object({
  /** Where in the match the text is. */
  kind: z.enum(['name', 'value']),
  taskInsertId: z.number().int(),
  /** The first that uses it. */
  element: z.number().int(),
  iteration: z.number().int(),
  /** Data path, such as `outputs.p2`. */
  entry: z.string(),
  steps: ValuePathSchema,
  /** The value in one line; may be cut. */
  text: z.string(),
  /** Values of this name in the task, for a match of a name. */
  count: z.number().int(),
});
export type SearchMatch = z.infer<typeof SearchMatchSchema>;

export const SearchAnswerSchema = z.object({
  /** Names first; at most {@link MAX_MATCHES}. */
  matches: z.array(SearchMatchSchema),
  /** All there are. */
  total: z.number().int(),
  /** Numbers and texts that were looked through. */
  valueCount: z.number().int(),
  /** Values that could not be read, or that are beyond what is kept. */
  unreadCount: z.number().int(),
});
export type SearchAnswer = z.infer<typeof SearchAnswerSchema>;
