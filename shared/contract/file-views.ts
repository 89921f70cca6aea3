import { z } from 'zod';
import { ValuePageSchema } from './values.ts';

/** Files of a workflow, looked at by what they are. */

/** Ways to look at a file; what does not suit a file says why. */
export const FILE_VIEWS = ['text', 'tree', 'table', 'image', 'hdf5', 'hex'] as const;
export type FileView = (typeof FILE_VIEWS)[number];

/** Languages whose texts are coloured. */
export const CODE_LANGUAGES = [
  'plain',
  'shell',
  'python',
  'yaml',
  'json',
  'ini',
  'fortran',
] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

export const FileFactsSchema = z.object({
  sizeBytes: z.number().int(),
  /** What it is, for people: `PNG image`, `Python script`, `unknown data`. */
  kind: z.string(),
  /** What suits it best. */
  view: z.enum(FILE_VIEWS),
  /** Colours of its text. */
  language: z.enum(CODE_LANGUAGES),
  /** Of an image that the page can draw. */
  mediaType: z.string().optional(),
});
export type FileFacts = z.infer<typeof FileFactsSchema>;

/** Bytes read at once for the hex view. */
export const HEX_BYTES = 64 * 1024;
/** Larger images are not drawn. */
export const MAX_IMAGE_BYTES = 64 * 1024 * 1024;

export const FileBytesSchema = z.object({
  bytes: z.instanceof(Uint8Array),
  sizeBytes: z.number().int(),
});
export type FileBytes = z.infer<typeof FileBytesSchema>;

/** What separates the fields of a row. */
export const DELIMITERS = [',', '\t', ';', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const TableFactsSchema = z.object({
  sizeBytes: z.number().int(),
  delimiter: z.enum(DELIMITERS),
  rowCount: z.number().int(),
});
export type TableFacts = z.infer<typeof TableFactsSchema>;

export const TableRowsSchema = z.object({
  delimiter: z.enum(DELIMITERS),
  /** Fields of each row, fewer rows at the end. */
  rows: z.array(z.array(z.string())),
  /** A field or a row is longer than what is given of it. */
  isCut: z.boolean(),
});
export type TableRows = z.infer<typeof TableRowsSchema>;

/** A part of a YAML, JSON or HDF5 file, with a page of what is in it. */
export const FileNodeSchema = ValuePageSchema.extend({
  /** Attributes of an HDF5 object, as Python prints them. */
  attributes: z.array(z.object({ name: z.string(), text: z.string() })),
});
export type FileNode = z.infer<typeof FileNodeSchema>;
