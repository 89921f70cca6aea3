import { z } from 'zod';
import {
  DELIMITERS,
  FileBytesSchema,
  FileFactsSchema,
  FileNodeSchema,
  MAX_IMAGE_BYTES,
  TableFactsSchema,
  TableRowsSchema,
} from './file-views.ts';
import { workflowRead } from './procedure.ts';
import {
  LineCountSchema,
  SearchPlaceSchema,
  TextEndSchema,
  TextHitsSchema,
  TextLineSchema,
} from './run-files.ts';
import {
  ArraySelectionSchema,
  ArrayStatisticsSchema,
  ArrayWindowSchema,
  ValuePathSchema,
} from './values.ts';

/** Path in the workflow. */
const fileKey = z.string().min(1).max(4096);
const wholeNumber = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const fileLines = z.number().int().min(1).max(2000);
const index = z.number().int().min(0).max(4_294_967_295);

/** What the page can ask about files of a workflow, as texts and as what they are. */
export const FILE_PROCEDURES = {
  /** The last lines of a text file of the workflow, whatever its size. */
  'texts.readEnd': workflowRead({ key: fileKey, lineCount: fileLines }, TextEndSchema),
  /** Counts the lines of a text file; asked again, only of what was added. Reports progress. */
  'texts.countLines': workflowRead({ key: fileKey }, LineCountSchema),
  'texts.readLines': workflowRead(
    { key: fileKey, start: wholeNumber, count: fileLines },
    z.object({ lines: z.array(TextLineSchema) }),
  ),
  /** Lines that have a text, piece by piece of the file: ask on with `next`. Reports progress. */
  'texts.search': workflowRead(
    {
      key: fileKey,
      text: z.string().min(1).max(1000),
      isCaseSensitive: z.boolean(),
      from: SearchPlaceSchema,
    },
    TextHitsSchema,
  ),

  /** What a file of the workflow is, by its first bytes and its name. */
  'files.describe': workflowRead({ key: fileKey }, FileFactsSchema),
  'files.readBytes': workflowRead(
    {
      key: fileKey,
      offsetBytes: wholeNumber,
      lengthBytes: z.number().int().min(1).max(MAX_IMAGE_BYTES),
    },
    FileBytesSchema,
  ),
  /** Counts the rows of a CSV file; asked again, only of what was added. Reports progress. */
  'files.countRows': workflowRead(
    { key: fileKey, delimiter: z.enum(DELIMITERS).optional() },
    TableFactsSchema,
  ),
  'files.readRows': workflowRead(
    {
      key: fileKey,
      delimiter: z.enum(DELIMITERS).optional(),
      start: wholeNumber,
      count: z.number().int().min(1).max(1000),
    },
    TableRowsSchema,
  ),
  /** One node of a YAML or JSON document (`tree`) or of an HDF5 file, and a page of its children. */
  'files.readNode': workflowRead(
    {
      key: fileKey,
      as: z.enum(['tree', 'hdf5']),
      path: ValuePathSchema,
      start: index,
      stop: index,
    },
    FileNodeSchema,
  ),
  /** As `arrays.readWindow`, of a dataset of an HDF5 file. */
  'files.readArray': workflowRead(
    { key: fileKey, path: ValuePathSchema, selection: ArraySelectionSchema },
    ArrayWindowSchema,
  ),
  /** As `arrays.readStatistics`, of a dataset of an HDF5 file. Reports progress. */
  'files.readArrayStatistics': workflowRead(
    { key: fileKey, path: ValuePathSchema, selection: ArraySelectionSchema },
    ArrayStatisticsSchema,
  ),
} as const;
