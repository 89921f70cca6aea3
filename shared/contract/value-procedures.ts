import { z } from 'zod';
import { AcrossSchema, AcrossSeriesSchema, SeriesPlaceSchema } from './across.ts';
import { ArrayDifferencesSchema, ArraysAcrossSchema, MOST_COMPARED } from './comparison.ts';
import { DataEntrySchema } from './documents.ts';
import { ProblemSchema } from './errors.ts';
import { workflowRead } from './procedure.ts';
import { SearchAnswerSchema } from './search.ts';
import {
  ArraySelectionSchema,
  ArrayStatisticsSchema,
  ArrayWindowSchema,
  ValuePageSchema,
  ValuePathSchema,
} from './values.ts';

const index = z.number().int().min(0).max(4_294_967_295);
const iterationPlace = { taskInsertId: index, element: index, iteration: index };

/** What the page can ask about values of parameters, and the arrays in them. */
export const VALUE_PROCEDURES = {
  /** Effective data of an iteration: inputs, outputs, resources, files. */
  'parameters.listOfIteration': workflowRead(
    iterationPlace,
    z.object({ data: z.array(DataEntrySchema), problems: z.array(ProblemSchema) }),
  ),
  /** One node of a value, and a page of its children. */
  'parameters.readValue': workflowRead(
    { parameter: index, path: ValuePathSchema, start: index, stop: index },
    ValuePageSchema,
  ),
  /** A value whole, as JSON or as Python writes it: arrays in it as lists. */
  'parameters.readText': workflowRead(
    { parameter: index, path: ValuePathSchema, as: z.enum(['json', 'python']) },
    z.object({ text: z.string() }),
  ),
  /** Names and values of the whole workflow that hold a text. The first search reads all of them. */
  'parameters.search': workflowRead({ text: z.string().max(200) }, SearchAnswerSchema),
  /** The same values of all elements of a task, as columns of numbers. Reports progress. */
  'parameters.readAcross': workflowRead(
    {
      taskInsertId: index,
      series: z.array(SeriesPlaceSchema).min(1).max(16),
      iterations: z.enum(['final', 'all']),
      element: index.optional(),
    },
    AcrossSchema,
  ),
  /** The items of a list as numbers, each of its own length. Reports progress. */
  'parameters.readRagged': workflowRead(
    { parameter: index, path: ValuePathSchema },
    AcrossSeriesSchema,
  ),
  /** Where the arrays at one place of all elements of a task are. Reports progress. */
  'parameters.listArraysAcross': workflowRead(
    {
      taskInsertId: index,
      place: SeriesPlaceSchema,
      iterations: z.enum(['final', 'all']),
      element: index.optional(),
    },
    ArraysAcrossSchema,
  ),
  /** Arrays at one place of many parameters beside that of a reference. Reports progress. */
  'arrays.readDifferences': workflowRead(
    {
      reference: index,
      parameters: z.array(index).min(1).max(MOST_COMPARED),
      path: ValuePathSchema,
    },
    ArrayDifferencesSchema,
  ),
  /** A window of an array inside a value; one selection per dimension. */
  'arrays.readWindow': workflowRead(
    {
      parameter: index,
      path: ValuePathSchema,
      selection: ArraySelectionSchema,
    },
    ArrayWindowSchema,
  ),
  /** Statistics of a selection, read chunk by chunk. Reports progress. */
  'arrays.readStatistics': workflowRead(
    { parameter: index, path: ValuePathSchema, selection: ArraySelectionSchema },
    ArrayStatisticsSchema,
  ),
} as const;
