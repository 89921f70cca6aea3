import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { AddedRecents, KnownWorkflow } from '../../shared/contract/known-submissions.ts';
import { fileException } from '../files/file-errors.ts';
import {
  KNOWN_SUBMISSIONS_FILE,
  type KnownSubmission,
  knownSubmissionsFolders,
  parseKnownSubmissions,
} from '../persistence/known-submissions.ts';
import { toAppError } from '../workers/to-app-error.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import { askedPath } from './asked-path.ts';
import { inBatches } from './in-batches.ts';
import { inTime } from './in-time.ts';
import type { Recents } from './recents.ts';
import type { RecogniseAllowed } from './recognise-allowed.ts';

export interface KnownSubmissionsParts {
  readonly recents: Recents;
  readonly roots: AllowedRoots;
  readonly recognise: RecogniseAllowed;
  readonly log: (line: string) => void;
}

type Procedures =
  | 'library.findKnownSubmissions'
  | 'library.readKnownSubmissions'
  | 'library.addRecents';

/** hpcflow keeps ten submissions that ended, and all that run: some kilobytes. */
const LARGEST_LIST_BYTES = 4 * 1024 * 1024;

/** hpcflow's own list of submissions, as a way to workflows that were not opened here yet. */
export function knownSubmissionsHandlers(parts: KnownSubmissionsParts): Handlers<Procedures> {
  return {
    'library.findKnownSubmissions': async () => ({ paths: await findLists(parts.roots) }),
    'library.readKnownSubmissions': async ({ path }) => readList(parts, askedPath(path)),
    'library.addRecents': ({ workflows, isPinned }) => addRecents(parts, workflows, isPinned),
  };
}

/** Lists at their usual places, the one changed last first. None is opened. */
async function findLists(roots: AllowedRoots): Promise<string[]> {
  const found: { readonly path: string; readonly modifiedMs: number }[] = [];
  for (const folder of knownSubmissionsFolders(process.platform, process.env, homedir())) {
    for (const at of [
      folder,
      ...(await readdir(folder).catch(() => [])).map((name) => join(folder, name)),
    ]) {
      const path = join(at, KNOWN_SUBMISSIONS_FILE);
      const stats = await inTime(stat(path)).catch(() => undefined);
      if (stats === undefined || stats === 'late' || !stats.isFile()) continue;
      if (await roots.mayName(path)) found.push({ path, modifiedMs: stats.mtimeMs });
    }
  }
  return found.sort((a, b) => b.modifiedMs - a.modifiedMs).map(({ path }) => path);
}

async function readList({ recents, roots }: KnownSubmissionsParts, path: string) {
  const { submissions, wrongLines } = parseKnownSubmissions(await readText(path, roots));
  const listed = new Set((await recents.list()).map((recent) => recent.path));
  const byPath = new Map<string, KnownSubmission[]>();
  for (const submission of submissions) {
    byPath.set(submission.path, [...(byPath.get(submission.path) ?? []), submission]);
  }
  const workflows: KnownWorkflow[] = [];
  let outside = 0;
  await inBatches([...byPath], async ([workflow, own]) => {
    // Of what may not be opened here, not even whether it is there is told.
    if (!(await roots.mayName(workflow))) outside += 1;
    else workflows.push(await toWorkflow(workflow, own, listed.has(workflow)));
  });
  const problems: Problem[] = [];
  if (wrongLines.length > 0) {
    problems.push({ message: wrongWords(wrongLines, submissions.length), file: path });
  }
  if (outside > 0) problems.push({ message: outsideWords(outside) });
  workflows.sort((a, b) => (b.submittedMs ?? 0) - (a.submittedMs ?? 0));
  return { path, workflows, problems };
}

async function toWorkflow(
  path: string,
  submissions: readonly KnownSubmission[],
  isListed: boolean,
): Promise<KnownWorkflow> {
  const times = submissions.flatMap(({ submittedMs = [] }) => submittedMs);
  const found = await inTime(stat(path)).catch(() => undefined);
  return {
    path,
    name: basename(path),
    storedId: submissions[0]?.workflowId ?? '',
    localIds: submissions.map(({ localId }) => localId),
    ...(times.length === 0 ? {} : { submittedMs: Math.max(...times) }),
    isActive: submissions.some(({ isActive }) => isActive),
    isMissing: found === undefined || found === 'late',
    isListed,
  };
}

async function readText(path: string, roots: AllowedRoots): Promise<string> {
  try {
    await roots.resolve(path);
    const { size } = await stat(path);
    if (size > LARGEST_LIST_BYTES) {
      throw new AppException({
        code: 'too-large',
        message: `${path} has ${size} bytes, far more than a list of submissions.`,
        action: `Choose a file that is called ${KNOWN_SUBMISSIONS_FILE}.`,
      });
    }
    const bytes = await readFile(path);
    return decoded(bytes);
  } catch (error) {
    throw fileException(error, path);
  }
}

/** Python writes it in the encoding of the system, which on Windows is seldom UTF-8. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function wrongWords(lines: readonly number[], understood: number): string {
  if (understood === 0) return "This is no list of submissions of hpcflow's.";
  const [first = 0] = lines;
  return lines.length === 1
    ? `Line ${first} is not understood and left out.`
    : `${lines.length} lines, the first of them line ${first}, are not understood and left out.`;
}

function outsideWords(count: number): string {
  return count === 1
    ? '1 workflow is outside the folders that may be opened here.'
    : `${count} workflows are outside the folders that may be opened here.`;
}

async function addRecents(
  { recents, recognise, log }: KnownSubmissionsParts,
  workflows: readonly { readonly path: string; readonly submittedMs?: number | undefined }[],
  isPinned: boolean,
): Promise<AddedRecents> {
  const added: string[] = [];
  const failed: { path: string; message: string }[] = [];
  for (const { path, submittedMs } of workflows) {
    try {
      const found = await recognise(path);
      if (found.kind === 'workflow') {
        await recents.addUnopened(found, { submittedMs, isPinned });
        added.push(path);
      } else failed.push({ path, message: found.reason });
    } catch (error) {
      failed.push({ path, message: toAppError(error, 'library.addRecents', log).message });
    }
  }
  return { added, failed };
}
