import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { KnownCopy } from '../../../shared/contract/operations.ts';
import { errnoOf } from '../../files/file-errors.ts';
import { proveItem } from '../../files/tree/proven-item.ts';
import { inTime } from '../in-time.ts';
import { workflowKey } from '../workflow-key.ts';
import type { FoundSubject } from './find-subject.ts';
import { extentOf, type FinishedCopy, isSameExtent } from './finished-copies.ts';
import type { OperationParts } from './operation-parts.ts';
import type { Inspected } from './preflight.ts';

/** Counting a copy takes as long as counting the original; the newest ones say enough. */
const MOST_LOOKED_AT = 3;

type Made = Extract<KnownCopy, { origin: 'made' }>;

/**
 * Where else a workflow is, that is about to be taken away: copies that Earshot made and verified, and
 * how they are now; what it was copied from; and recent workflows with the same id.
 *
 * @throws {AppException} `cancelled`.
 */
export async function findKnownCopies(
  parts: OperationParts,
  found: Inspected,
  context: CallContext,
): Promise<KnownCopy[]> {
  const { copies, recents, roots } = parts;
  const { folder, shownPath } = found.subject;
  const key = await keyOf(parts, found.subject);
  const made: Made[] = [];
  for (const entry of await copies.of(folder, key)) {
    if (made.length === MOST_LOOKED_AT) break;
    if (!(await roots.mayName(entry.copy))) continue;
    made.push(await lookAt(parts, found, entry, context));
  }
  const recent = key === undefined ? [] : await recents.withKey(key);
  const source = await copies.sourceOf(folder.path);
  const others = new Set([...(source === undefined ? [] : [source]), ...recent.map(pathOf)]);
  const own = [folder.path, shownPath, ...made.map(pathOf)];
  const known: KnownCopy[] = [];
  for (const path of others) {
    if (own.includes(path) || !(await roots.mayName(path))) continue;
    if ((await presenceOf(path)) === 'there') known.push({ origin: 'known', path });
  }
  return [...made, ...known];
}

function pathOf({ path }: { readonly path: string }): string {
  return path;
}

async function keyOf(
  { registry, startWorker, log }: OperationParts,
  { folder, isReadable }: FoundSubject,
): Promise<string | undefined> {
  if (!isReadable) return undefined;
  try {
    const open = registry.openAt(folder.path);
    if (open !== undefined) return workflowKey((await open.worker()).identity);
    const worker = await startWorker(folder.path);
    await worker.close();
    return workflowKey(worker.identity);
  } catch (error) {
    log(`the id of ${folder.path} could not be read: ${String(error)}`);
    return undefined;
  }
}

async function lookAt(
  parts: OperationParts,
  { tally }: Inspected,
  entry: FinishedCopy,
  context: CallContext,
): Promise<Made> {
  const presence = await presenceOf(entry.copy);
  return {
    origin: 'made',
    path: entry.copy,
    madeMs: entry.madeMs,
    wasCompared: entry.wasCompared,
    withoutRunFiles: entry.withoutRunFiles,
    condition: presence === 'there' ? await conditionOf(parts, entry, context) : presence,
    hasSourceChanged: !isSameExtent(entry.sourceExtent, extentOf(tally)),
  };
}

async function presenceOf(path: string): Promise<'there' | 'missing' | 'out-of-reach'> {
  try {
    return (await inTime(stat(path))) === 'late' ? 'out-of-reach' : 'there';
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') return 'out-of-reach';
  }
  // Gone with its folder, it may be on a drive that is not connected.
  const beside = await inTime(stat(dirname(path))).catch(() => 'late' as const);
  return beside === 'late' ? 'out-of-reach' : 'missing';
}

async function conditionOf(
  { recognise, roots, runTree, log }: OperationParts,
  { copy, copyExtent }: FinishedCopy,
  { signal, reportProgress }: CallContext,
): Promise<'as-made' | 'changed' | 'out-of-reach'> {
  try {
    const folder = await proveItem(copy, async (path) => {
      await roots.resolve(path);
      return (await recognise(path)).kind === 'workflow';
    });
    const onProgress = ({ files }: { readonly files: number }): void =>
      reportProgress({ phase: 'Counting files of a copy', done: files });
    const tally = await runTree('measure', { folder, leaveOut: [] }, { signal, onProgress });
    return isSameExtent(extentOf(tally), copyExtent) ? 'as-made' : 'changed';
  } catch (error) {
    if (signal.aborted) throw error;
    log(`the copy ${copy} could not be looked at: ${String(error)}`);
    const isOther = error instanceof AppException && error.error.code === 'unsupported-format';
    return isOther ? 'changed' : 'out-of-reach';
  }
}
