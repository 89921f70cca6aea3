import { z } from 'zod';

/** What the condition of a loop looked at, for one element of the task it is looked at after. */
export const TerminationSchema = z.object({
  /** Absent where the loop has no condition. */
  condition: z.string().optional(),
  taskInsertId: z.number().int().optional(),
  elementCount: z.number().int(),
  tests: z.array(
    z.object({
      /** Position among the element's iterations. */
      iteration: z.number().int(),
      loopIdx: z.array(z.object({ loop: z.string(), iteration: z.number().int() })),
      outcome: z.enum(['ran', 'failed', 'skipped', 'ended', 'waiting']),
      /** Absent where it was not set. */
      value: z.string().optional(),
      /** Absent where it was not set, or the condition is not understood. */
      isMet: z.boolean().optional(),
    }),
  ),
});
export type Termination = z.infer<typeof TerminationSchema>;
