import { join } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import type { TargetFacts } from '../../../shared/contract/operations.ts';
import type { Input } from '../../../shared/contract/procedures.ts';
import { nameProblem } from '../../files/tree/folder-name.ts';
import { targetFacts } from '../../files/tree/preflight.ts';
import { isFile } from '../../files/tree/proven-item.ts';
import { newOperationId } from '../../files/tree/sibling-names.ts';
import type { TreeTally } from '../../files/tree/tree-tally.ts';
import { workflowKey } from '../workflow-key.ts';
import { nameMeant } from './archive-name.ts';
import { extentOf } from './finished-copies.ts';
import { noteCopy } from './note-copy.ts';
import type { OperationParts } from './operation-parts.ts';
import type { OperationRuns } from './operation-runs.ts';
import { type Inspected, mentionsOf, requireConfirmed } from './preflight.ts';

/** What would be copied. */
function copied(found: Inspected, withoutRunFiles: boolean): TreeTally {
  return (withoutRunFiles ? found.withoutRunFiles : undefined) ?? found.tally;
}

/** Looks at the name and place of a copy; writes nothing. */
export function checkCopyTarget(
  found: Inspected,
  folder: string,
  asked: string,
  withoutRunFiles: boolean,
): Promise<TargetFacts> {
  const name = nameMeant(asked, found.name, isFile(found.subject.folder));
  return checkPlace(found, folder, name, copied(found, withoutRunFiles));
}

/**
 * Looks at the name and place of something that is made of a workflow; writes nothing.
 *
 * @param tally - What is made
 */
export async function checkPlace(
  found: Inspected,
  folder: string,
  name: string,
  tally: TreeTally,
): Promise<TargetFacts> {
  const path = join(folder, name);
  // A name with separators in it must not lead elsewhere, not even to be looked at.
  const wrongName = nameProblem(name, process.platform);
  const at = wrongName === undefined ? path : join(folder, found.name);
  const { problem, ...facts } = await targetFacts(found.subject.folder.path, at, tally);
  const told = wrongName ?? problem;
  return { ...facts, path, ...(told === undefined ? {} : { problem: told }) };
}

/**
 * Begins to copy.
 *
 * @throws {AppException} what is wrong with the name or place; `refused`.
 */
export async function startCopy(
  parts: OperationParts,
  runs: OperationRuns,
  found: Inspected,
  input: Input<'operations.copy'>,
): Promise<string> {
  requireConfirmed(found, input.confirmed);
  const { name, withoutRunFiles } = input;
  const place = await parts.places.find(input.placeId);
  const { path, problem } = await checkCopyTarget(found, place, name, withoutRunFiles);
  if (problem !== undefined) throw new AppException(problem);
  const { files, links, sizeBytes } = copied(found, withoutRunFiles);
  const total = { files: files + links, sizeBytes };
  const { subject } = found;
  return runs.start(
    {
      kind: 'copy',
      name: found.name,
      path: subject.shownPath,
      target: path,
      folder: subject.folder.path,
      total,
    },
    async ({ signal, onProgress, onAnswers }) => {
      let key: string | undefined;
      const report = await parts.runTree(
        'copy',
        {
          id: newOperationId(),
          source: subject.folder,
          target: path,
          leaveOut: withoutRunFiles ? found.runFiles : [],
          allowChanges: input.confirmed.length > 0,
          dataFolder: parts.dataFolder,
          isFlushed: true,
          expectedFiles: files,
        },
        {
          signal,
          onProgress,
          onAnswers,
          totals: total,
          opens: async (folder) => {
            key = await requireOpens(parts, found, folder);
          },
        },
      );
      const { comparison, tally } = report.proof;
      if (comparison !== 'differs') {
        await noteCopy(parts, found, {
          path: report.path,
          extent: extentOf(tally),
          mentions: report.tally.mentions,
          wasCompared: comparison === 'equal',
          withoutRunFiles,
          key,
        });
      }
      return {
        path: report.path,
        files: report.tally.files,
        sizeBytes: report.tally.sizeBytes,
        isCompared: comparison === 'equal',
        mentions: mentionsOf(report.tally),
      };
    },
  );
}

/**
 * A copy of a workflow is one; where we can read it, it opens.
 *
 * @returns what it has in common with the original.
 */
async function requireOpens(
  { recognise, startWorker }: OperationParts,
  { subject }: Inspected,
  folder: string,
): Promise<string | undefined> {
  if (subject.isReadable) {
    const worker = await startWorker(folder);
    await worker.close();
    return workflowKey(worker.identity);
  }
  const found = await recognise(folder);
  if (found.kind === 'workflow' && found.generation === subject.generation) return undefined;
  throw new AppException({
    code: 'corrupt-data',
    message: 'The copy is not recognised as the workflow it was made from, so it was removed.',
    action: 'Wait until nothing writes to the workflow, then try again.',
    file: folder,
  });
}
