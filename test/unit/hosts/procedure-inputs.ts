import type { HostClient } from '../../../shared/contract/client.ts';
import type { Result } from '../../../shared/contract/errors.ts';
import type { Input, ProcedureName } from '../../../shared/contract/procedures.ts';
import type { ValuePath } from '../../../shared/contract/values.ts';

/** What the suite found in the workflow it was given. */
export interface KnownPlace {
  readonly path: string;
  readonly workflowId: string;
  readonly taskInsertId: number;
  /** An array inside the value of a parameter. */
  readonly array: ArrayPlace;
}

interface ArrayPlace {
  readonly parameter: number;
  readonly path: ValuePath;
  readonly dimensions: number;
}

type Inputs = { readonly [N in ProcedureName]: (place: KnownPlace) => Input<N> };

const firstElement = ({ workflowId, taskInsertId }: KnownPlace) => ({
  workflowId,
  taskInsertId,
  element: 0,
  iteration: 0,
});

/** A text file that the workflows given have. */
const SOME_TEXT = '.zattrs';
/** An HDF5 file, as `h5pyFile` gives it, that they have. */
export const HDF5_FILE = 'h5py.h5';
const SOME_DATASET = {
  key: HDF5_FILE,
  path: ['big_endian'],
  selection: [{ start: 0, stop: 2, step: 1 }],
};

const UNKNOWN = 'never-issued';

/** Those whose valid input names something that is not there: they say `not-found`. */
export function namesNothing(name: ProcedureName): boolean {
  return JSON.stringify(VALID_INPUTS[name](NOWHERE)).includes(UNKNOWN);
}

const NOWHERE: KnownPlace = {
  path: '/',
  workflowId: '',
  taskInsertId: 0,
  array: { parameter: 0, path: [], dimensions: 0 },
};

/** A valid input for every procedure: a new one does not compile until it is here. */
export const VALID_INPUTS: Inputs = {
  'host.describe': () => ({}),
  'host.openDialog': () => ({ kind: 'folder' }),
  'host.choosePlace': () => ({}),
  'host.takeOpenRequests': () => ({}),
  'host.newWindow': () => ({}),
  'host.notify': () => ({ title: 'study', body: 'All runs have ended.' }),
  'host.notePlaces': ({ path }) => ({ places: [{ path, isBehind: true }] }),
  'host.readReport': () => ({}),
  'folders.list': ({ path }) => ({ path }),
  'folders.matchDrop': ({ path }) => ({ name: path.split(/[/\\]/).at(-1) ?? '', entryNames: [] }),
  'library.recognise': ({ path }) => ({ path }),
  'library.listRecents': () => ({}),
  'library.removeRecent': () => ({ path: '/no/such/recent' }),
  'library.pinRecent': ({ path }) => ({ path, isPinned: false }),
  'library.locateRecent': ({ path }) => ({ path: '/no/such/recent', newPath: path }),
  'library.noteAddress': ({ path }) => ({ path, at: 'overview' }),
  'library.findKnownSubmissions': () => ({}),
  'library.readKnownSubmissions': ({ path }) => ({ path: `${path}/${SOME_TEXT}` }),
  'library.addRecents': ({ path }) => ({ workflows: [{ path }], isPinned: false }),
  'settings.read': () => ({}),
  'updates.look': () => ({ isNow: true }),
  'cache.readSize': () => ({}),
  'cache.clear': () => ({}),
  'settings.write': () => ({ change: { density: 'comfortable' } }),
  'views.list': ({ path }) => ({ path }),
  'views.save': ({ path }) => ({ path, views: [] }),
  'views.readArrangement': ({ path }) => ({ path }),
  'views.keepArrangement': ({ path }) => ({ path, arrangement: { tables: [] } }),
  'library.createSample': () => ({}),
  'operations.preflight': ({ workflowId }) => ({ subject: { workflowId }, purpose: 'rename' }),
  'operations.findCopies': () => ({ token: UNKNOWN }),
  'operations.checkTarget': () => ({ token: UNKNOWN, name: 'x', withoutRunFiles: false }),
  'operations.copy': () => ({
    token: UNKNOWN,
    confirmed: [],
    name: 'x',
    placeId: UNKNOWN,
    withoutRunFiles: false,
  }),
  'operations.convert': () => ({
    token: UNKNOWN,
    confirmed: [],
    name: 'x',
    placeId: UNKNOWN,
    withoutRunFiles: false,
  }),
  'operations.rename': () => ({ token: UNKNOWN, confirmed: [], name: 'x' }),
  'operations.trash': () => ({ token: UNKNOWN, confirmed: [] }),
  'operations.restore': () => ({ undoId: UNKNOWN }),
  'operations.delete': () => ({ token: UNKNOWN, confirmed: [], typedName: 'x' }),
  'operations.list': () => ({}),
  'operations.cancel': () => ({ operationId: UNKNOWN }),
  'operations.answerHeld': () => ({ operationId: UNKNOWN, answer: 'skip' }),
  'operations.dismiss': () => ({ operationId: UNKNOWN }),
  'operations.listLeftOvers': () => ({}),
  'operations.cleanLeftOver': () => ({ leftOverId: UNKNOWN }),
  'operations.keepLeftOver': () => ({ leftOverId: UNKNOWN }),
  'workflow.open': ({ path }) => ({ path }),
  'workflow.close': () => ({ workflowId: 'not-open' }),
  'workflow.reopen': ({ workflowId }) => ({ workflowId }),
  'workflow.readStructure': ({ workflowId }) => ({ workflowId }),
  'workflow.readRunIndex': ({ workflowId }) => ({ workflowId }),
  'workflow.readFreshness': ({ workflowId }) => ({ workflowId }),
  'workflow.checkFiles': ({ workflowId }) => ({ workflowId }),
  'workflow.readCounts': ({ workflowId }) => ({ workflowId }),
  'workflow.readNotices': ({ workflowId }) => ({ workflowId }),
  'workflow.readTemplate': ({ workflowId }) => ({ workflowId }),
  'elements.listColumns': ({ workflowId, taskInsertId }) => ({ workflowId, taskInsertId }),
  'elements.readRows': ({ workflowId, taskInsertId }) => ({
    workflowId,
    taskInsertId,
    start: 0,
    stop: 10,
  }),
  'elements.readColumns': ({ workflowId, taskInsertId }) => ({
    workflowId,
    taskInsertId,
    paths: ['resources.any.num_cores'],
  }),
  'elements.compare': ({ workflowId, taskInsertId }) => ({
    workflowId,
    taskInsertId,
    places: [{ element: 0, iteration: 0 }],
  }),
  'runs.read': (place) => ({ ...firstElement(place), action: 0, attempt: 0 }),
  'runs.listFiles': (place) => ({ ...firstElement(place), action: 0 }),
  'runs.readReproduction': (place) => ({ ...firstElement(place), action: 0 }),
  'texts.readEnd': ({ workflowId }) => ({ workflowId, key: SOME_TEXT, lineCount: 5 }),
  'texts.countLines': ({ workflowId }) => ({ workflowId, key: SOME_TEXT }),
  'texts.readLines': ({ workflowId }) => ({ workflowId, key: SOME_TEXT, start: 0, count: 5 }),
  'texts.search': ({ workflowId }) => ({
    workflowId,
    key: SOME_TEXT,
    text: 'template',
    isCaseSensitive: false,
    from: { byte: 0, line: 0 },
  }),
  'files.describe': ({ workflowId }) => ({ workflowId, key: SOME_TEXT }),
  'files.readBytes': ({ workflowId }) => ({
    workflowId,
    key: SOME_TEXT,
    offsetBytes: 0,
    lengthBytes: 16,
  }),
  'files.countRows': ({ workflowId }) => ({ workflowId, key: SOME_TEXT }),
  'files.readRows': ({ workflowId }) => ({ workflowId, key: SOME_TEXT, start: 0, count: 5 }),
  'files.readNode': ({ workflowId }) => ({
    workflowId,
    key: SOME_TEXT,
    as: 'tree',
    path: [],
    start: 0,
    stop: 5,
  }),
  'files.readArray': ({ workflowId }) => ({ workflowId, ...SOME_DATASET }),
  'files.readArrayStatistics': ({ workflowId }) => ({ workflowId, ...SOME_DATASET }),
  'parameters.listOfIteration': firstElement,
  'parameters.readValue': ({ workflowId, array }) => ({
    workflowId,
    parameter: array.parameter,
    path: [],
    start: 0,
    stop: 10,
  }),
  'parameters.readText': ({ workflowId, array }) => ({
    workflowId,
    parameter: array.parameter,
    path: [],
    as: 'json',
  }),
  'parameters.search': ({ workflowId }) => ({ workflowId, text: 'p1' }),
  'parameters.readAcross': ({ workflowId }) => ({
    workflowId,
    taskInsertId: 0,
    series: [{ entry: 'inputs.p1', path: [] }],
    iterations: 'all',
  }),
  'parameters.readRagged': ({ workflowId, array: { parameter, path } }) => ({
    workflowId,
    parameter,
    path,
  }),
  'parameters.listArraysAcross': ({ workflowId }) => ({
    workflowId,
    taskInsertId: 0,
    place: { entry: 'inputs.p1', path: [] },
    iterations: 'final',
  }),
  'arrays.readDifferences': ({ workflowId, array: { parameter, path } }) => ({
    workflowId,
    reference: parameter,
    parameters: [parameter],
    path,
  }),
  'arrays.readWindow': ({ workflowId, array }) => ({
    workflowId,
    parameter: array.parameter,
    path: array.path,
    selection: Array.from({ length: array.dimensions }, () => ({ start: 0, stop: 2, step: 1 })),
  }),
  'arrays.readStatistics': ({ workflowId, array }) => ({
    workflowId,
    parameter: array.parameter,
    path: array.path,
    selection: Array.from({ length: array.dimensions }, () => ({ start: 0, stop: 2, step: 1 })),
  }),
  'loops.readTermination': ({ workflowId }) => ({ workflowId, loop: UNKNOWN, element: 0 }),
  'submissions.list': ({ workflowId }) => ({ workflowId }),
  'submissions.readGrid': ({ workflowId }) => ({ workflowId, submission: 0, jobscript: 0 }),
  'failures.listCauses': ({ workflowId }) => ({ workflowId, readsLogs: true }),
  'failures.readSeparators': ({ workflowId, taskInsertId }) => ({
    workflowId,
    taskInsertId,
    action: 0,
  }),
  'runs.readWhy': ({ workflowId }) => ({ workflowId, row: 0 }),
  'runs.readDiff': ({ workflowId }) => ({ workflowId, row: 0 }),
  'lineage.readValue': ({ workflowId, array }) => ({ workflowId, parameter: array.parameter }),
  'lineage.readFocus': ({ workflowId }) => ({
    workflowId,
    row: 0,
    above: 2,
    below: 2,
    opened: [],
  }),
  'lineage.readPath': ({ workflowId }) => ({ workflowId, row: 0 }),
  'lineage.readMapRows': ({ workflowId }) => ({ workflowId }),
  'flow.read': ({ workflowId }) => ({ workflowId }),
  'flow.readPath': ({ workflowId }) => ({ workflowId, row: 0 }),
  'flow.findCriticalPath': ({ workflowId }) => ({ workflowId }),
  'outputs.findNaN': ({ workflowId }) => ({ workflowId }),
  'workflow.measureDisk': ({ workflowId }) => ({ workflowId }),
};

/** Opens a workflow and finds a parameter with an array in it. */
export async function findPlace(client: HostClient, path: string): Promise<KnownPlace> {
  const { workflowId } = unwrap(await client.call('workflow.open', { path }));
  const { tasks } = unwrap(await client.call('workflow.readStructure', { workflowId }));
  for (const task of tasks) {
    if (task.elementCount === 0) continue;
    const place = { workflowId, taskInsertId: task.insertId, element: 0, iteration: 0 };
    const { data } = unwrap(await client.call('parameters.listOfIteration', place));
    for (const { parameter, isSet } of data) {
      if (parameter === undefined || !isSet) continue;
      const array = await findArray(client, workflowId, parameter);
      if (array !== undefined) return { path, workflowId, taskInsertId: task.insertId, array };
    }
  }
  throw new Error(`${path} has no array parameter: give the suite a workflow with one`);
}

/** An array that is the value of a parameter, or directly inside it. */
async function findArray(
  client: HostClient,
  workflowId: string,
  parameter: number,
): Promise<ArrayPlace | undefined> {
  const input = { workflowId, parameter, path: [], start: 0, stop: 100 };
  const { summary, children } = unwrap(await client.call('parameters.readValue', input));
  for (const { path, array } of [
    { path: [], array: summary.array },
    ...children.map((child) => ({ path: [child.step], array: child.summary.array })),
  ]) {
    if (array !== undefined) return { parameter, path, dimensions: array.shape.length };
  }
  return undefined;
}

/** The value of a result; an error fails the test with its own words. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.code}: ${result.error.message}`);
}
