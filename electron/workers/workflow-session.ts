import type { ElementColumn } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext, Handlers } from '../../shared/contract/handlers.ts';
import { effectiveData } from '../generations/effective-data.ts';
import type { PyValue } from '../persistence/values.ts';
import { readAcross } from './across.ts';
import { readArrayDifferences } from './array-differences.ts';
import { readArrayStatistics } from './array-statistics.ts';
import { readArrayWindow } from './array-window.ts';
import { listArraysAcross } from './arrays-across.ts';
import { compareElements } from './compare-elements.ts';
import { copyOfIndex } from './copy-index.ts';
import { dataEntries } from './data-entries.ts';
import { listElementColumns } from './element-columns.ts';
import { readElementRows } from './element-rows.ts';
import { readElementValues } from './element-values.ts';
import { fileHandlers } from './file-views/file-handlers.ts';
import { readRaggedList } from './ragged-list.ts';
import { readReproduction } from './read-reproduction.ts';
import { readTermination } from './read-termination.ts';
import { reasonHandlers } from './reasons/reason-handlers.ts';
import { readRun } from './run-detail.ts';
import { markedFilesOfRun } from './run-files.ts';
import { buildSearchIndex } from './search-index.ts';
import type { ReadingProcedureName, ReadingSession } from './session.ts';
import { SharedTask } from './shared-task.ts';
import { templateText } from './template-text.ts';
import { textHandlers } from './text-files.ts';
import { valueAt, valuePage } from './value-summary.ts';
import { valueText } from './value-text.ts';
import type { WorkflowData } from './workflow-data.ts';

/**
 * The procedures of an open workflow.
 *
 * What a handler returns belongs to the caller, who may transfer its buffers: nothing that is kept
 * here is handed out.
 */
export function createSession(data: WorkflowData, close: () => Promise<void>): ReadingSession {
  const columns = new Map<number, SharedTask<ElementColumn[]>>();
  const columnsOf = (taskInsertId: number, context: CallContext): Promise<ElementColumn[]> => {
    const task = data.task(taskInsertId);
    const shared =
      columns.get(taskInsertId) ?? new SharedTask((own) => listElementColumns(data, task, own));
    columns.set(taskInsertId, shared);
    return shared.get(context);
  };

  const value = valueReader(data);
  const search = new SharedTask((context) => buildSearchIndex(data, context));

  const handlers: Handlers<ReadingProcedureName> = {
    'workflow.readStructure': () => data.structure(),
    'workflow.readRunIndex': async (_input, context) =>
      copyOfIndex((await data.runs(context)).lookup.index),
    'workflow.readCounts': (_input, context) => data.counts(context),
    'workflow.readFreshness': (_input, context) => data.freshness(context),
    'workflow.readNotices': async () => ({ notUnderstood: [...(await data.notUnderstood())] }),
    'workflow.readTemplate': () => templateText(data.template),

    'elements.listColumns': async (input, context) => ({
      columns: await columnsOf(input.taskInsertId, context),
    }),
    'elements.readRows': async (input, context) => {
      const known = await columnsOf(input.taskInsertId, context);
      const wanted =
        input.paths === undefined
          ? known.filter(({ isShown }) => isShown)
          : columnsByPath(known, input.paths);
      return readElementRows(data, data.task(input.taskInsertId), wanted, input);
    },
    'elements.readColumns': async (input, context) => {
      const known = await columnsOf(input.taskInsertId, context);
      const wanted = columnsByPath(known, input.paths);
      return readElementValues(data, data.task(input.taskInsertId), wanted, context);
    },

    'elements.compare': ({ taskInsertId, places }, context) =>
      compareElements(data, data.task(taskInsertId), places, context),

    'runs.read': (input, context) => readRun(data, input, context),

    'runs.listFiles': (input, context) => markedFilesOfRun(data, input, context),
    'runs.readReproduction': (input, context) => readReproduction(data, input, context),
    ...textHandlers(data.reader.files),
    ...fileHandlers(data.reader.files),

    'parameters.listOfIteration': async (input, context) => {
      const { lookup } = await data.runs(context);
      const task = data.task(input.taskInsertId);
      const iteration = await data.iteration(task, input.element, input.iteration);
      return { data: await dataEntries(data, effectiveData(iteration), lookup), problems: [] };
    },
    'parameters.readValue': async ({ parameter, path, start, stop }) =>
      valuePage(valueAt(await value(parameter), path), start, stop),
    'parameters.readText': async ({ parameter, path, as }) => ({
      text: await valueText(valueAt(await value(parameter), path), as),
    }),
    'parameters.search': async ({ text }, context) => (await search.get(context)).find(text),
    'parameters.readAcross': ({ taskInsertId, ...question }, context) =>
      readAcross(data, data.task(taskInsertId), question, context),
    'parameters.readRagged': async ({ parameter, path }, context) =>
      readRaggedList(valueAt(await storedValue(data, parameter), path), context),
    'parameters.listArraysAcross': ({ taskInsertId, ...question }, context) =>
      listArraysAcross(data, data.task(taskInsertId), question, context),
    'arrays.readDifferences': (input, context) => readArrayDifferences(data, input, context),
    'arrays.readWindow': async ({ parameter, path, selection }) =>
      readArrayWindow(valueAt(await value(parameter), path), selection),
    'arrays.readStatistics': async ({ parameter, path, selection }, context) =>
      readArrayStatistics(valueAt(await value(parameter), path), selection, context),

    'loops.readTermination': (input, context) => readTermination(data, input, context),

    'submissions.list': async (_input, context) => ({
      submissions: await data.reader.submissions((await data.runs(context)).lookup),
    }),
    'submissions.readGrid': async (input, context) =>
      data.reader.grid(input, (await data.runs(context)).lookup),

    ...reasonHandlers(data),
  };
  return { identity: data.identity, handlers, close };
}

/** @throws {AppException} `not-found` naming a path that is no column. */
function columnsByPath(
  columns: readonly ElementColumn[],
  paths: readonly string[],
): readonly ElementColumn[] {
  return paths.map((path) => {
    const column = columns.find((candidate) => candidate.path === path);
    if (column !== undefined) return column;
    throw new AppException({
      code: 'not-found',
      message: `The task has no column ${path}.`,
    });
  });
}

/**
 * Reads values, and keeps the last one: a large one is looked at page by page. What is set stays as it
 * is; what is not may be set later.
 */
function valueReader(data: WorkflowData): (parameter: number) => Promise<PyValue> {
  let kept: { readonly parameter: number; readonly value: PyValue } | undefined;
  return async (parameter) => {
    if (kept?.parameter === parameter) return kept.value;
    const value = await storedValue(data, parameter);
    kept = { parameter, value };
    return value;
  };
}

/** @throws {AppException} `not-found` when the parameter is not set. */
async function storedValue(data: WorkflowData, parameter: number): Promise<PyValue> {
  const [isSet, value] = await data.parameter(parameter);
  if (isSet) return value;
  throw new AppException({
    code: 'not-found',
    message: `Parameter ${parameter} is not set: nothing has produced its value.`,
  });
}
