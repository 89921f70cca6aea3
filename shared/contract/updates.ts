import { z } from 'zod';

/** Whether there is a newer release. */
export const UpdateAnswerSchema = z.discriminatedUnion('kind', [
  /** Nobody asked to look, so nothing was asked of anybody. */
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('current'), checkedMs: z.number() }),
  z.object({
    kind: z.literal('newer'),
    checkedMs: z.number(),
    version: z.string(),
    /** Address of its page, to be copied. */
    page: z.string(),
  }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
export type UpdateAnswer = z.infer<typeof UpdateAnswerSchema>;
