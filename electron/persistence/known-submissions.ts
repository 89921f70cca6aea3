import { isAbsolute, join } from 'node:path';
import { timeParser } from './timestamps.ts';

/**
 * hpcflow's list of submissions that it knows to be active, and of the last ten that are not: a text
 * file of the person, outside of all workflows (hpcflow `sdk/app.py`, `known_subs_file_path`).
 */
export const KNOWN_SUBMISSIONS_FILE = 'known_submissions.txt';

/** Names of packages that write one each. */
const PACKAGES = ['matflow', 'hpcflow'] as const;

const SEPARATOR = '::';
/** Early ones have no times at which the first run started and the last ended. */
const FIELDS = 8;
const EARLY_FIELDS = 6;
/** hpcflow: `_submission_ts_fmt`, in UTC. */
const parseTime = timeParser('%Y-%m-%d %H:%M:%S.%f');

/** One submission, as a line has it. */
export interface KnownSubmission {
  /** What `show` calls it, and `cancel` takes. */
  readonly localId: number;
  /** `creation_info.id` of the workflow. */
  readonly workflowId: string;
  /** Jobs may have been queued or running when hpcflow last looked. */
  readonly isActive: boolean;
  readonly submissionIndex: number;
  /** Milliseconds since 1970 UTC; absent where the time is not understood. */
  readonly submittedMs?: number | undefined;
  /** Absolute path of the workflow. */
  readonly path: string;
}

export interface KnownSubmissions {
  readonly submissions: readonly KnownSubmission[];
  /** Lines that are none, from 1. */
  readonly wrongLines: readonly number[];
}

/**
 * Folders that hold a list, or a folder for each machine that does (since 0.2.0a112): those that
 * `platformdirs.user_data_dir` gives.
 */
export function knownSubmissionsFolders(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string[] {
  return PACKAGES.map((name) => {
    if (platform === 'win32') {
      return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), name, name);
    }
    if (platform === 'darwin') return join(home, 'Library', 'Application Support', name);
    const data = env.XDG_DATA_HOME ?? '';
    return join(data.trim() === '' ? join(home, '.local', 'share') : data, name);
  });
}

/** Reads a list. Lines that are not understood are passed over and counted. */
export function parseKnownSubmissions(text: string): KnownSubmissions {
  const submissions: KnownSubmission[] = [];
  const wrongLines: number[] = [];
  text.split('\n').forEach((line, at) => {
    if (line.trim() === '') return;
    const submission = parseLine(line.replace(/\r$/, ''));
    if (submission === undefined) wrongLines.push(at + 1);
    else submissions.push(submission);
  });
  return { submissions, wrongLines };
}

/** hpcflow: `_parse_known_submissions_line`. */
function parseLine(line: string): KnownSubmission | undefined {
  const fields = line.split(SEPARATOR);
  if (fields.length !== EARLY_FIELDS && fields.length < FIELDS) return undefined;
  const [localId = '', workflowId = '', isActive = '', index = '', time = '', ...rest] = fields;
  // A path may hold the separator; the two times after it cannot.
  const path = (fields.length === EARLY_FIELDS ? rest : rest.slice(0, -2)).join(SEPARATOR);
  const isWhole = /^\d+$/.test(localId) && /^\d+$/.test(index) && /^[01]$/.test(isActive);
  if (!isWhole || !isAbsolute(path)) return undefined;
  const submittedUs = parseTime?.(time);
  return {
    localId: Number(localId),
    workflowId,
    isActive: isActive === '1',
    submissionIndex: Number(index),
    ...(submittedUs === undefined ? {} : { submittedMs: submittedUs / 1000 }),
    path,
  };
}
