import type { RunFile } from '../../../shared/contract/run-files.ts';
import type { FileSource } from '../../files/file-source.ts';
import type { RunPlace } from './run-place.ts';

/** Jobscripts are some kilobytes; what is longer is none of hpcflow's. */
const MOST_JOBSCRIPT_BYTES = 1024 * 1024;

/**
 * Which lines of its jobscript, and of the table of what that runs, are those of a run. Jobscripts are
 * read for it.
 */
export function markRun(files: readonly RunFile[], place: RunPlace, source: FileSource): RunFile[] {
  return files.map((file) => {
    const marked = linesOf(file, place, source);
    return marked === undefined ? file : { ...file, marked };
  });
}

function linesOf(
  { role, key, state }: RunFile,
  { jobscriptElement }: RunPlace,
  source: FileSource,
): RunFile['marked'] {
  if (key === undefined || state !== 'there') return undefined;
  if (role === 'run-ids' && jobscriptElement !== undefined) {
    return { first: jobscriptElement, last: jobscriptElement };
  }
  if (role !== 'jobscript') return undefined;
  const bytes = source.tryReadRange(key, 0, MOST_JOBSCRIPT_BYTES);
  return runLines(Buffer.from(bytes ?? []).toString('utf8'));
}

/** Loop over the actions of an element, in Bash and in PowerShell. */
const ACTION_LOOP = /^(\s*)for\b.*\b(JS|block)_act_idx\b/i;
/** GEN4 writes no loop for a single action. */
const SINGLE_ACTION = /^\s*\$?block_act_idx\s*=\s*0\s*$/;
const EXECUTE_RUN = /\bexecute-run\b/;
/** Of combined scripts (GEN4 §12.4): all runs by one command. */
const COMBINED = /\bexecute-combined-runs\b/;

/**
 * The lines of a jobscript that execute a run, from 0 and with the last: the body that it shares with
 * the other runs of its jobscript, each in a turn of its own. `undefined` where there is none, as in a
 * jobscript that a person has rewritten.
 */
export function runLines(jobscript: string): { first: number; last: number } | undefined {
  const lines = jobscript.split(/\r?\n/);
  const first = lines.findIndex((line) => ACTION_LOOP.test(line));
  if (first === -1) return withoutLoop(lines);
  const indent = ACTION_LOOP.exec(lines[first] ?? '')?.[1] ?? '';
  const isEnd = (line: string): boolean =>
    line.startsWith(indent) && /^(done|\})\s*$/.test(line.slice(indent.length));
  const last = lines.findIndex((line, at) => at > first && isEnd(line));
  return last === -1 ? undefined : { first, last };
}

function withoutLoop(lines: readonly string[]): { first: number; last: number } | undefined {
  const combined = lines.findIndex((line) => COMBINED.test(line));
  if (combined !== -1) return { first: combined, last: combined };
  const first = lines.findIndex((line) => SINGLE_ACTION.test(line));
  const last = lines.findIndex((line, at) => at > first && EXECUTE_RUN.test(line));
  return first === -1 || last === -1 ? undefined : { first, last };
}
