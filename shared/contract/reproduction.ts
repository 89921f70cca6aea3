import { z } from 'zod';

/** Texts to paste that do again what a run did, and what they cannot know. */
export const ReproductionSchema = z.object({
  parts: z.array(z.object({ name: z.enum(['bash', 'PowerShell', 'Python']), text: z.string() })),
  /** One sentence each. */
  notKnown: z.array(z.string()),
});
export type Reproduction = z.infer<typeof ReproductionSchema>;
