import type { StoreKind } from '../../../shared/contract/documents.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import { conversionOf } from '../../../shared/model/conversions.ts';
import type { TreeTally } from '../../files/tree/tree-tally.ts';
import { ARCHIVE_LEAVES_OUT } from '../../generations/run-files.ts';
import type { FoundSubject } from './find-subject.ts';
import type { OperationParts } from './operation-parts.ts';

/** What a workflow becomes when it is converted. */
export interface FoundConversion {
  readonly to: StoreKind;
  /** What is made; the members of an archive for one. */
  readonly made: TreeTally;
  /** Absent where nothing is saved by leaving out what hpcflow leaves out. */
  readonly madeWithoutRunFiles: TreeTally | undefined;
  readonly isEstimate: boolean;
  /** Why it cannot be converted. */
  readonly problem: AppError | undefined;
}

/**
 * Looks at what a workflow can be converted to; writes nothing.
 *
 * @param tally - What the workflow is now
 * @throws {AppException} `unsupported-operation` for one that has no other form; `cancelled`.
 */
export async function findConversion(
  { runTree }: Pick<OperationParts, 'runTree'>,
  { folder, store, generation, isReadable }: FoundSubject,
  tally: TreeTally,
  { signal, reportProgress }: CallContext,
): Promise<FoundConversion> {
  const possible = conversionOf(store, generation);
  if ('problem' in possible) throw new AppException(possible.problem);
  if (!isReadable) {
    throw new AppException({
      code: 'unsupported-operation',
      message: 'A workflow that Earshot cannot read is not converted: it could not be checked.',
      action: 'Copy it instead.',
    });
  }
  const { to } = possible;
  if (to !== 'zip') {
    reportProgress({ phase: 'Reading the store', done: 0 });
    const isArchive = store === 'zip';
    const { tally: made, problem } = isArchive
      ? await runTree('estimateUnpacked', { source: folder }, { signal })
      : await runTree('estimateStore', { source: folder, to }, { signal });
    return { to, made, madeWithoutRunFiles: undefined, isEstimate: !isArchive, problem };
  }
  const phase = 'Counting files but those of runs';
  const lean = await runTree(
    'measure',
    { folder, leaveOut: ARCHIVE_LEAVES_OUT },
    { signal, onProgress: ({ files }) => reportProgress({ phase, done: files }) },
  );
  return {
    to,
    made: tally,
    madeWithoutRunFiles: lean.files < tally.files ? lean : undefined,
    isEstimate: false,
    problem: undefined,
  };
}
