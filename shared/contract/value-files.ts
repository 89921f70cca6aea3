import { z } from 'zod';

export const VALUE_FILE_STATES = [
  'there',
  'empty',
  /** It should be in the workflow and is not. */
  'absent',
  /** hpcflow left it out of the zip archive. */
  'not-in-zip',
  /** Only its path is kept: the file is not part of the workflow. */
  'outside',
] as const;

/** A file that is a value, or that a value names. */
export const ValueFileSchema = z.object({
  state: z.enum(VALUE_FILE_STATES),
  /** As it is stored. */
  path: z.string(),
  /** Path in the workflow, with `there` and `empty`. */
  key: z.string().optional(),
  sizeBytes: z.number().int().optional(),
  /** Why it cannot be opened, or how it was found, in a sentence. */
  note: z.string().optional(),
});
export type ValueFile = z.infer<typeof ValueFileSchema>;

/** A file in a snapshot of a run's directory. */
export const SnapshotFileSchema = z.object({
  /** Relative to the directory of the run. */
  path: z.string(),
  sizeBytes: z.number(),
  /** Last modification. */
  modifiedUs: z.number(),
});
export type SnapshotFile = z.infer<typeof SnapshotFileSchema>;
