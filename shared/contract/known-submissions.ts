import { z } from 'zod';
import { ProblemSchema } from './errors.ts';

/** A workflow in hpcflow's own list of submissions. */
export const KnownWorkflowSchema = z.object({
  path: z.string(),
  name: z.string(),
  /** Its id in hpcflow, where the list has one. */
  storedId: z.string(),
  /** Of its submissions, as `hpcflow show` numbers them. */
  localIds: z.array(z.number().int()),
  /** The last of them, milliseconds since 1970 UTC. */
  submittedMs: z.number().optional(),
  /** When hpcflow last looked. */
  isActive: z.boolean(),
  /** Its folder is not there now. */
  isMissing: z.boolean(),
  /** It is among the recent workflows already. */
  isListed: z.boolean(),
});
export type KnownWorkflow = z.infer<typeof KnownWorkflowSchema>;

export const KnownWorkflowsSchema = z.object({
  /** Of the list. */
  path: z.string(),
  /** Submitted last, first. */
  workflows: z.array(KnownWorkflowSchema),
  problems: z.array(ProblemSchema),
});
export type KnownWorkflows = z.infer<typeof KnownWorkflowsSchema>;

/** What became of workflows that were to be added to the recent ones. */
export const AddedRecentsSchema = z.object({
  /** Paths, of those that were added or were there already. */
  added: z.array(z.string()),
  failed: z.array(z.object({ path: z.string(), message: z.string() })),
});
export type AddedRecents = z.infer<typeof AddedRecentsSchema>;
