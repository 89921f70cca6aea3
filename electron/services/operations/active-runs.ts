import type { CancelSignal } from '../../../shared/contract/client.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import { RUN_STATUSES } from '../../../shared/model/status.ts';
import type { FoundSubject } from './find-subject.ts';
import type { OperationParts } from './operation-parts.ts';

const ACTIVE = new Set<string>(['submitted', 'running']);

type Parts = Pick<OperationParts, 'registry' | 'startWorker' | 'log'>;

/**
 * Runs recorded as submitted or running, as the disk has it: by the open workflow when nothing changed
 * since it was read, else by reading it anew.
 *
 * @param newestMs last change inside the folder, milliseconds since 1970 UTC.
 * @returns `undefined` when the runs cannot be read.
 * @throws {AppException} `cancelled`.
 */
export async function countActiveRuns(
  parts: Parts,
  subject: FoundSubject,
  newestMs: number,
  signal: CancelSignal,
): Promise<number | undefined> {
  if (!subject.isReadable) return undefined;
  const context = { signal, reportProgress: () => undefined };
  try {
    const open = parts.registry.openAt(subject.folder.path);
    if (open !== undefined) {
      const worker = await open.worker();
      const input = { workflowId: open.id };
      const counts = await worker.call('workflow.readCounts', input, context);
      const isRead = counts.isFromCache !== true;
      if (isRead && newestMs < counts.asOfMs) return activeIn(counts.all);
    }
    const worker = await parts.startWorker(subject.folder.path);
    try {
      const counts = await worker.call('workflow.readCounts', { workflowId: 'preflight' }, context);
      return activeIn(counts.all);
    } finally {
      await worker.close();
    }
  } catch (error) {
    if (error instanceof AppException && error.error.code === 'cancelled') throw error;
    parts.log(`the runs of ${subject.folder.path} could not be counted: ${String(error)}`);
    return undefined;
  }
}

function activeIn(counts: readonly number[]): number {
  return RUN_STATUSES.reduce(
    (sum, status, at) => (ACTIVE.has(status) ? sum + (counts[at] ?? 0) : sum),
    0,
  );
}
