import { z } from 'zod';

/** Files that hpcflow keeps of a run, and what they are read by: lines. */

export const RUN_FILE_ROLES = [
  'stderr',
  'stdout',
  /** Both in one. */
  'output',
  /** What hpcflow itself printed while it ran the run: the place of Python tracebacks. */
  'app-output',
  'app-log',
  'commands',
  'script',
  'jobscript',
  /** Which runs the jobscript runs: a line per element, a field per action. */
  'run-ids',
] as const;
export type RunFileRole = (typeof RUN_FILE_ROLES)[number];

export const RUN_FILE_STATES = [
  'there',
  /** It is there and nothing was written into it. */
  'empty',
  /** It should be there and is not, or is not yet. */
  'absent',
  /** This version of hpcflow keeps none. */
  'not-recorded',
  /** hpcflow left it out of the zip archive. */
  'not-in-zip',
] as const;
export type RunFileState = (typeof RUN_FILE_STATES)[number];

const key = z.string();
const sizeBytes = z.number().int();

export const RunFileSchema = z.object({
  role: z.enum(RUN_FILE_ROLES),
  state: z.enum(RUN_FILE_STATES),
  /** Whose it is: of the run alone, of all runs that share its folder, or of the whole jobscript. */
  scope: z.enum(['run', 'folder', 'jobscript']),
  /** Path in the workflow; with `there` and `empty`. */
  key: key.optional(),
  sizeBytes: sizeBytes.optional(),
  /** One sentence for people: why it is not there, or what else is in it. */
  note: z.string().optional(),
  /** Lines that are this run's, from 0 and with the last; absent where all or none are. */
  marked: z.object({ first: z.number().int(), last: z.number().int() }).optional(),
});
export type RunFile = z.infer<typeof RunFileSchema>;

export const RunFolderSchema = z.object({
  state: z.enum(RUN_FILE_STATES),
  /** Path in the workflow. */
  key: key.optional(),
  note: z.string().optional(),
  /** Files in it and its folders, in the order of their names. */
  files: z.array(z.object({ key, name: z.string(), sizeBytes })),
  /** There are more than are listed. */
  isCut: z.boolean(),
});
export type RunFolder = z.infer<typeof RunFolderSchema>;

export const RunFilesSchema = z.object({
  files: z.array(RunFileSchema),
  /** Where it was executed. */
  folder: RunFolderSchema,
  /** Files saved from it, where hpcflow keeps them apart. */
  saved: RunFolderSchema.optional(),
  /** Its files may still grow. */
  isRunning: z.boolean(),
});
export type RunFiles = z.infer<typeof RunFilesSchema>;

/** A line without its end. */
export const TextLineSchema = z.object({
  text: z.string(),
  /** It is longer than what is given of it. */
  isCut: z.boolean(),
});
export type TextLine = z.infer<typeof TextLineSchema>;

export const TextEndSchema = z.object({
  sizeBytes,
  lines: z.array(TextLineSchema),
  /** Number of the first of the lines, from 0; absent while the lines before are not counted. */
  firstLine: z.number().int().optional(),
  /** It has bytes that no text has. */
  isBinary: z.boolean(),
});
export type TextEnd = z.infer<typeof TextEndSchema>;

export const LineCountSchema = z.object({ sizeBytes, lineCount: z.number().int() });
export type LineCount = z.infer<typeof LineCountSchema>;

/** Where a search goes on: a place in the file, and the number of the line there. */
export const SearchPlaceSchema = z.strictObject({
  byte: z.number().int().min(0),
  line: z.number().int().min(0),
});
export type SearchPlace = z.infer<typeof SearchPlaceSchema>;

export const TextHitsSchema = z.object({
  /** Numbers of lines that have the text, from 0, ascending, each once. */
  lines: z.array(z.number().int()),
  /** Where to go on; absent at the end of the file. */
  next: SearchPlaceSchema.optional(),
  sizeBytes,
});
export type TextHits = z.infer<typeof TextHitsSchema>;
