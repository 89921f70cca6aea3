import type { LoopPlace } from '../../shared/contract/documents.ts';
import { isDict, isList, type PyDict, type PyValue } from '../persistence/values.ts';
import { storedLoopIdx } from './gen1-submissions.ts';
import { dictOf, indexOf, indicesOf, listOf, textOf, textsOf } from './py-access.ts';

/** Reads a stored time; `undefined` for a text that is none. */
export type ParseTime = (text: string) => number | undefined;

/** A dependency of a block on a block, mostly of another jobscript. */
export interface FlatDependency {
  readonly jobscript: number;
  readonly block: number;
  readonly isArray: boolean;
  /** Own columns that wait for something. */
  readonly elementCount: number;
}

/** Runs that fit a table of actions × elements; before GEN4 every jobscript is one. */
export interface FlatBlock {
  /** A task repeats for several iterations of a loop. */
  readonly taskInsertIds: readonly number[];
  /** Parallel to `taskInsertIds`. */
  readonly taskLoopIdx: readonly (readonly LoopPlace[])[];
  /** Per row: task, action, place in `taskLoopIdx`. */
  readonly taskActions: readonly {
    readonly insertId: number;
    readonly action: number;
    readonly place: number | undefined;
  }[];
  /** Rows of run IDs; -1 where nothing is to be run. */
  readonly runIds: readonly (readonly number[])[];
  readonly columnCount: number;
  readonly dependencies: readonly FlatDependency[];
}

export interface FlatJobscript {
  /** As stored. */
  readonly fields: PyDict;
  readonly blocks: readonly FlatBlock[];
  readonly submitUs: number | undefined;
  readonly submitCommand: readonly string[];
  readonly schedulerJobId: PyValue | undefined;
  readonly processId: number | undefined;
}

export interface FlatSubmission {
  readonly fields: PyDict;
  readonly jobscripts: readonly FlatJobscript[];
  /** What each submit call submitted. */
  readonly parts: readonly { readonly atUs?: number; readonly jobscripts: readonly number[] }[];
}

/**
 * Submissions of GEN2 and later in one form (FORMATS §13.7, GEN4 §10): a jobscript without blocks is
 * its own only block, and what was recorded at submission is taken from wherever the version put it.
 *
 * @param stored As `get_submissions` returns them, with the arrays of GEN4 put in their places.
 */
export function flatSubmissions(
  stored: readonly PyDict[],
  parseTime: ParseTime,
  parsePartTime: ParseTime,
): FlatSubmission[] {
  return stored.map((fields) => ({
    fields,
    jobscripts: listOf(fields.get('jobscripts')).map((item) =>
      jobscriptOf(dictOf(item), parseTime),
    ),
    parts: partsOf(fields, parsePartTime),
  }));
}

function jobscriptOf(fields: PyDict, parseTime: ParseTime): FlatJobscript {
  const atSubmit = dictOf(fields.get('at_submit_metadata'));
  const member = (key: string): PyValue | undefined => atSubmit.get(key) ?? fields.get(key);
  const submitTime = textOf(member('submit_time'));
  const blocks = fields.get('blocks');
  return {
    fields,
    blocks: (isList(blocks) ? blocks : [fields]).map((block) => blockOf(dictOf(block))),
    submitUs: submitTime === undefined || submitTime === '' ? undefined : parseTime(submitTime),
    submitCommand: textsOf(member('submit_cmdline')),
    schedulerJobId: member('scheduler_job_ID') ?? undefined,
    processId: indexOf(member('process_ID')),
  };
}

function blockOf(block: PyDict): FlatBlock {
  const loops = listOf(block.get('task_loop_idx'));
  const runIds = listOf(block.get('EAR_ID')).map((row) =>
    listOf(row).map((cell) => indexOf(cell) ?? -1),
  );
  return {
    taskInsertIds: indicesOf(block.get('task_insert_IDs')),
    taskLoopIdx: loops.map(storedLoopIdx),
    taskActions: listOf(block.get('task_actions')).map((entry) => {
      const [insertId, action, place] = listOf(entry).map(indexOf);
      return { insertId: insertId ?? 0, action: action ?? 0, place };
    }),
    runIds,
    columnCount: Math.max(0, ...runIds.map((row) => row.length)),
    dependencies: dependenciesOf(block.get('dependencies')),
  };
}

/** By jobscript before GEN4; since then a list of pairs whose first item is jobscript and block. */
function dependenciesOf(stored: PyValue | undefined): FlatDependency[] {
  if (isDict(stored)) {
    return [...stored].flatMap(([key, value]) =>
      /^\d+$/.test(key) ? dependencyOf(Number(key), 0, value) : [],
    );
  }
  return listOf(stored).flatMap((pair) => {
    const [on, value] = listOf(pair);
    const [jobscript, block] = listOf(on).map(indexOf);
    return jobscript === undefined ? [] : dependencyOf(jobscript, block ?? 0, value ?? null);
  });
}

function dependencyOf(jobscript: number, block: number, value: PyValue): FlatDependency {
  const dependency = dictOf(value);
  return {
    jobscript,
    block,
    isArray: dependency.get('is_array') === true,
    elementCount: dictOf(dependency.get('js_element_mapping')).size,
  };
}

/**
 * Jobscripts by submit call: `submission_parts` by time since a60, in the metadata of the moment
 * since GEN4; before, `submission_attempts`, a flat list up to a58 (FORMATS T19).
 */
function partsOf(fields: PyDict, parseTime: ParseTime): FlatSubmission['parts'] {
  const atSubmit = dictOf(fields.get('at_submit_metadata'));
  const parts = atSubmit.get('submission_parts') ?? fields.get('submission_parts');
  if (isDict(parts)) {
    return [...parts].map(([time, jobscripts]) => {
      const atUs = parseTime(time);
      return { ...(atUs === undefined ? {} : { atUs }), jobscripts: indicesOf(jobscripts) };
    });
  }
  const attempts = listOf(fields.get('submission_attempts'));
  if (attempts.length === 0) return [];
  if (attempts.some((attempt) => isList(attempt))) {
    return attempts.map((attempt) => ({ jobscripts: indicesOf(attempt) }));
  }
  return [{ jobscripts: indicesOf(attempts) }];
}

/** Jobscripts that any submit call submitted. */
export function submittedIn(submission: FlatSubmission): Set<number> {
  return new Set(submission.parts.flatMap(({ jobscripts }) => jobscripts));
}
