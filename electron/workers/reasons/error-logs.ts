import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { RunFile, RunFiles } from '../../../shared/contract/run-files.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import type { FileSource } from '../../files/file-source.ts';
import { encodingOf, MARK_BYTES, withoutMark } from '../../files/text/text-encoding.ts';
import { problemOf } from '../../generations/problem-of.ts';
import { filesOfRun } from '../run-files.ts';
import type { WorkflowData } from '../workflow-data.ts';
import { lastErrorLine, normalisedLine } from './error-line.ts';
import { paceOf } from './pace.ts';

/** Read from the end of a run's own log. */
const OWN_BYTES = 32 * 1024;
/** Read from the end of a log that many runs share. */
const SHARED_BYTES = 1024 * 1024;

/** An error line of a run. */
export interface FoundLine {
  readonly text: string;
  /** It stands in a log that other runs write to as well. */
  readonly isShared: boolean;
}

/**
 * Last error line of each run, from the ends of its logs. A line of a log that runs share is given
 * only where it is certain whose it is. Runs without such a line are left out.
 *
 * @throws {AppException} `cancelled`
 */
export async function errorLinesOf(
  data: WorkflowData,
  index: RunIndex,
  rows: readonly number[],
  context: CallContext,
): Promise<ReadonlyMap<number, FoundLine>> {
  const lines = new Map<number, FoundLine>();
  const logs = new ErrorLogs(data.reader.files);
  const pace = paceOf('Reading error logs', rows.length, context);
  for (const [at, row] of rows.entries()) {
    await pace(at);
    const { task, element, iteration, action, attempt } = placeOfRun(index, row);
    const taskInsertId = data.tasks[task]?.insertId;
    if (taskInsertId === undefined) continue;
    try {
      const place = { workflowId: '', taskInsertId, element, iteration, action, attempt };
      const line = logs.lineOf(await filesOfRun(data, place, context));
      if (line !== undefined) lines.set(row, line);
    } catch (error) {
      // The inspector says what is wrong with the log; without it the run is grouped by the rest.
      problemOf(error);
    }
  }
  return lines;
}

/** The logs of runs, each shared one read once. */
export class ErrorLogs {
  readonly #source: FileSource;
  readonly #shared = new Map<string, string>();

  constructor(source: FileSource) {
    this.#source = source;
  }

  /** Last error line of a run; `undefined` where there is none, or none that is surely its own. */
  lineOf(files: RunFiles): FoundLine | undefined {
    for (const key of ownLogs(files)) {
      const line = lastErrorLine(this.#tail(key, OWN_BYTES));
      if (line !== undefined) return { text: line, isShared: false };
    }
    const shared = files.files.filter(
      (file) => file.scope === 'jobscript' && isErrorLog(file) && file.key !== undefined,
    );
    for (const { key } of shared) {
      const line = lineInShared(this.#sharedText(key ?? ''), files.folder.key);
      if (line !== undefined) return { text: line, isShared: true };
    }
    return undefined;
  }

  #sharedText(key: string): string {
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const text = this.#tail(key, SHARED_BYTES);
    this.#shared.set(key, text);
    return text;
  }

  #tail(key: string, bytes: number): string {
    const sizeBytes = this.#source.stamp(key)?.sizeBytes ?? 0;
    const encoding = encodingOf(this.#source.tryReadRange(key, 0, MARK_BYTES));
    const wholeBytes = sizeBytes - (sizeBytes % encoding.unitBytes);
    const from = Math.max(0, wholeBytes - bytes);
    const end = this.#source.tryReadRange(key, from, bytes) ?? new Uint8Array();
    const text = withoutMark(encoding.decode(end));
    // The first line is cut where the file is longer.
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  }
}

const isErrorLog = ({ role, state }: RunFile): boolean =>
  state === 'there' && (role === 'stderr' || role === 'output' || role === 'app-output');

/** Logs that only this run writes to. */
function ownLogs({ files }: RunFiles): readonly string[] {
  const own = files.filter((file) => file.scope !== 'jobscript' && isErrorLog(file));
  return own.flatMap(({ key }) => key ?? []);
}

/**
 * Line of a run in a log of several: the end of the traceback that names its folder; where none does,
 * the error that is the only one in the log.
 */
export function lineInShared(text: string, folder: string | undefined): string | undefined {
  const errors = tracebackEnds(text);
  if (folder !== undefined) {
    const own = errors.findLast(({ body }) => body.includes(`${folder}/`));
    if (own !== undefined) return own.line;
  }
  const [first] = errors;
  if (first === undefined) return undefined;
  const isOnly = errors.every(({ line }) => normalisedLine(line) === normalisedLine(first.line));
  return isOnly ? first.line : undefined;
}

/** Tracebacks of Python: what they went through, and the line they end with. */
function tracebackEnds(text: string): readonly { readonly body: string; readonly line: string }[] {
  const ends: { body: string; line: string }[] = [];
  let body: string[] | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('Traceback (most recent call last)')) body = [];
    else if (body !== undefined && line !== '' && !/^\s/.test(line)) {
      ends.push({ body: body.join('\n'), line: line.trim() });
      body = undefined;
    } else body?.push(line);
  }
  return ends;
}
