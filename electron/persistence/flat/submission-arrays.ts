import type { FileSource } from '../../files/file-source.ts';
import { parseJsonBytes } from '../json-text.ts';
import { corrupt } from '../store-errors.ts';
import { isDict, isList, type PyDict, type PyValue } from '../values.ts';
import type { WantedOfSubmissions } from './flat-store.ts';
import { AT_SUBMIT_KEYS, SUBMISSION_ARRAYS, ZARR_PATHS } from './formats.ts';
import { type IntegerGrid, readIntegerGrid } from './integer-grid.ts';
import { RowArray } from './row-array.ts';

/** A block by its place in the submission. */
interface BlockPlace {
  readonly jobscript: number;
  readonly block: number;
  /** Counted over all jobscripts: its place along the first dimension of the arrays. */
  readonly number: number;
}

/**
 * Submissions of a GEN4 Zarr store in the form of its JSON store: what lies in the arrays of
 * `metadata/submissions/<n>` is put where the JSON store has it (GEN4 §10.1, §10.4). A member that is
 * there already stays, except what the arrays know better: submission parts and submit data.
 *
 * @throws AppException `corrupt-data`
 */
export async function joinSubmissions(
  source: FileSource,
  stored: readonly PyValue[],
  wanted: WantedOfSubmissions,
): Promise<PyValue[]> {
  const joined: PyValue[] = [];
  for (const [index, submission] of stored.entries()) {
    const group = `${ZARR_PATHS.submissions}/${index}`;
    const hasArrays = isDict(submission) && source.isFile(`${group}/.zgroup`);
    joined.push(hasArrays ? await joinSubmission(source, group, submission, wanted) : submission);
  }
  return joined;
}

async function joinSubmission(
  source: FileSource,
  group: string,
  submission: PyDict,
  wanted: WantedOfSubmissions,
): Promise<PyDict> {
  const jobscripts = dictsOf(submission.get('jobscripts'));
  const places: BlockPlace[] = jobscripts.flatMap((jobscript, js) =>
    dictsOf(jobscript.get('blocks')).map((_, block) => ({ jobscript: js, block, number: 0 })),
  );
  const numbered = places.map((place, number) => ({ ...place, number }));
  const arrays = await readArrays(source, group, numbered, wanted);
  const atSubmit = await readSubmitData(source, `${group}/${SUBMISSION_ARRAYS.atSubmit}`);
  const parts = attributesOf(source, group).get('submission_parts');
  const stored = submission.get('at_submit_metadata');
  const metadata = new Map(isDict(stored) ? stored : []);
  if (isDict(parts)) metadata.set('submission_parts', parts);
  return new Map(submission).set('at_submit_metadata', metadata).set(
    'jobscripts',
    jobscripts.map((jobscript, js) => {
      const blocks = dictsOf(jobscript.get('blocks')).map((block, at) => {
        const place = numbered.find(({ jobscript: own, block: b }) => own === js && b === at);
        return place === undefined ? block : joinBlock(block, place, arrays);
      });
      const own = atSubmit.get(js) ?? jobscript.get('at_submit_metadata') ?? null;
      return new Map(jobscript).set('blocks', blocks).set('at_submit_metadata', own);
    }),
  );
}

interface SubmissionArrays {
  readonly runIds: ReadonlyMap<number, PyValue>;
  readonly elements: ReadonlyMap<number, PyValue>;
  readonly actions: ReadonlyMap<number, PyValue>;
  readonly dependencies: ReadonlyMap<number, PyValue>;
}

function joinBlock(block: PyDict, { number }: BlockPlace, arrays: SubmissionArrays): PyDict {
  const joined = new Map(block);
  const put = (key: string, value: PyValue | undefined): void => {
    const inline = block.get(key) ?? null;
    const isEmpty = inline === null || (isList(inline) && inline.length === 0);
    if (isEmpty && value !== undefined) joined.set(key, value);
  };
  put('EAR_ID', arrays.runIds.get(number));
  put('task_elements', arrays.elements.get(number));
  put('task_actions', arrays.actions.get(number));
  put('dependencies', arrays.dependencies.get(number) ?? []);
  return joined;
}

async function readArrays(
  source: FileSource,
  group: string,
  places: readonly BlockPlace[],
  wanted: WantedOfSubmissions,
): Promise<SubmissionArrays> {
  const path = (name: string): string => `${group}/${name}`;
  const runs = await readIntegerGrid(source, path(SUBMISSION_ARRAYS.runIds));
  const elements =
    wanted === 'all' ? await readIntegerGrid(source, path(SUBMISSION_ARRAYS.elements)) : undefined;
  const actions = await readIntegerGrid(source, path(SUBMISSION_ARRAYS.actions));
  const dependencies = await readIntegerGrid(source, path(SUBMISSION_ARRAYS.dependencies));
  return {
    runIds:
      runs === undefined ? new Map() : runTables(runs, attributesOf(source, runs.path), places),
    elements:
      elements === undefined
        ? new Map()
        : elementTables(elements, attributesOf(source, elements.path), places),
    actions:
      actions === undefined
        ? new Map()
        : actionTables(actions, attributesOf(source, actions.path), places),
    dependencies: dependencies === undefined ? new Map() : dependencyLists(dependencies, places),
  };
}

/** `block_shapes[jobscript][block]`, two numbers each. */
function blockShape(attributes: PyDict, { jobscript, block }: BlockPlace, path: string): number[] {
  const ofJobscript = listOf(attributes.get('block_shapes'))[jobscript];
  const shape = listOf(listOf(ofJobscript)[block]).filter((length) => typeof length === 'number');
  if (shape.length === 2) return shape;
  throw corrupt(`${path}/.zattrs`, `block_shapes.${jobscript}.${block}`, 'is no pair of lengths');
}

/** Rows of run IDs, actions outside, elements inside; -1 for none. */
export function runTables(
  grid: IntegerGrid,
  attributes: PyDict,
  places: readonly BlockPlace[],
): Map<number, PyValue> {
  return new Map(
    places.map((place) => {
      const [actions = 0, elements = 0] = blockShape(attributes, place, grid.path);
      const rows = Array.from({ length: actions }, (_, action) =>
        Array.from({ length: elements }, (__, element) => grid.at(place.number, action, element)),
      );
      return [place.number, rows];
    }),
  );
}

/** Per element of the jobscript its element in each task; the first column is its own number. */
export function elementTables(
  grid: IntegerGrid,
  attributes: PyDict,
  places: readonly BlockPlace[],
): Map<number, PyValue> {
  return new Map(
    places.map((place) => {
      const [tasks = 0, elements = 0] = blockShape(attributes, place, grid.path);
      const rows = Array.from({ length: elements }, (_, element) => {
        const own = Array.from({ length: tasks }, (__, task) =>
          grid.at(place.number, element, task + 1),
        );
        return [String(grid.at(place.number, element, 0)), own] as const;
      });
      return [place.number, new Map<string, PyValue>(rows)];
    }),
  );
}

/** As many rows as `block_num_acts` says belong to each block in turn. */
export function actionTables(
  grid: IntegerGrid,
  attributes: PyDict,
  places: readonly BlockPlace[],
): Map<number, PyValue> {
  const counts = listOf(attributes.get('block_num_acts'));
  const tables = new Map<number, PyValue>();
  let row = 0;
  for (const { jobscript, block, number } of places) {
    const count = listOf(counts[jobscript])[block];
    if (typeof count !== 'number') {
      throw corrupt(`${grid.path}/.zattrs`, `block_num_acts.${jobscript}.${block}`, 'is no number');
    }
    const first = row;
    tables.set(
      number,
      Array.from({ length: count }, (_, at) =>
        [0, 1, 2].map((column) => grid.at(first + at, column)),
      ),
    );
    row += count;
  }
  return tables;
}

/** One flat list of integers with lengths in it (GEN4 §10.4). */
export function dependencyLists(
  grid: IntegerGrid,
  places: readonly BlockPlace[],
): Map<number, PyValue> {
  const length = grid.shape[0] ?? 0;
  const lists = new Map<number, PyValue>();
  const next = (at: number, end: number): number => {
    if (at < end) return grid.at(at);
    throw corrupt(grid.path, `item ${at}`, 'is beyond the end of its list');
  };
  for (let at = 0; at < length; ) {
    const end = Math.min(length, at + 1 + next(at, length));
    const jobscript = next(at + 1, end);
    const block = next(at + 2, end);
    const found: PyValue[] = [];
    for (at += 3; at < end; ) {
      const stop = Math.min(end, at + 1 + next(at, end));
      const on = [next(at + 1, stop), next(at + 2, stop)];
      const isArray = next(at + 3, stop) === 1;
      const mapping = new Map<string, PyValue>();
      for (at += 4; at < stop; ) {
        const last = Math.min(stop, at + 1 + next(at, stop));
        const own = next(at + 1, last);
        mapping.set(
          String(own),
          Array.from({ length: last - at - 2 }, (_, i) => grid.at(at + 2 + i)),
        );
        at = last;
      }
      at = stop;
      const members: [string, PyValue][] = [
        ['js_element_mapping', mapping],
        ['is_array', isArray],
      ];
      found.push([on, new Map(members)]);
    }
    at = end;
    const place = places.find((own) => own.jobscript === jobscript && own.block === block);
    if (place !== undefined) lists.set(place.number, found);
  }
  return lists;
}

/** What was recorded when a jobscript was submitted; nothing for what is no list. */
async function readSubmitData(
  source: FileSource,
  path: string,
): Promise<ReadonlyMap<number, PyDict>> {
  const rows = await RowArray.open(source, path);
  const found = new Map<number, PyDict>();
  for (let js = 0; js < (rows?.length ?? 0); js += 1) {
    const row = await rows?.row(js);
    if (!isList(row)) continue;
    found.set(js, new Map(AT_SUBMIT_KEYS.map((key, position) => [key, row[position] ?? null])));
  }
  return found;
}

function attributesOf(source: FileSource, path: string): PyDict {
  const file = `${path}/.zattrs`;
  const bytes = source.tryReadFile(file);
  const attributes = bytes === undefined ? null : parseJsonBytes(bytes, { file });
  return isDict(attributes) ? attributes : new Map();
}

function dictsOf(value: PyValue | undefined): PyDict[] {
  return listOf(value).map((item) => (isDict(item) ? item : new Map()));
}

function listOf(value: PyValue | undefined): readonly PyValue[] {
  return isList(value) ? value : [];
}
