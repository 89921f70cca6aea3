import { z } from 'zod';
import { CountsSchema, StructureSchema } from '../../../shared/contract/documents.ts';
import { ProblemSchema } from '../../../shared/contract/errors.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';

/**
 * Version of the columns, of what is kept with them, and of the rules that statuses follow. Count it
 * up with every change to any of these: what an older one wrote is then built anew.
 */
export const INDEX_SCHEMA = 3;

/** What is kept of an open workflow besides the columns: JSON. */
export const CachedDocumentsSchema = z.object({
  /** As the workflow was opened. */
  path: z.string(),
  /** The folder or archive itself, so that another one at the same path is not taken for it. */
  item: z.string(),
  /** Digest of the files it was built from; absent when they may have changed meanwhile. */
  digest: z.string().optional(),
  structure: StructureSchema,
  counts: CountsSchema,
  /** What could not be read of the runs. */
  problems: z.array(ProblemSchema),
});
export type CachedDocuments = z.infer<typeof CachedDocumentsSchema>;

/** What is kept of an open workflow for the next time. */
export interface CachedIndex extends CachedDocuments {
  readonly index: RunIndex;
  /** Skip reasons by run ID, where the generation has them. */
  readonly skips?: Uint8Array | undefined;
}
