import type { StoreKind } from '../../../shared/contract/documents.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { TargetFacts } from '../../../shared/contract/operations.ts';
import type { Input } from '../../../shared/contract/procedures.ts';
import { RUN_STATUSES } from '../../../shared/model/status.ts';
import { newOperationId } from '../../files/tree/sibling-names.ts';
import { TallyBook, type TreeTally } from '../../files/tree/tree-tally.ts';
import { ARCHIVE_LEAVES_OUT } from '../../generations/run-files.ts';
import type { Conversion } from '../../workers/conversion/convert-workflow.ts';
import { workflowKey } from '../workflow-key.ts';
import { nameMeant } from './archive-name.ts';
import { checkPlace } from './copy-operation.ts';
import type { FoundConversion } from './find-conversion.ts';
import { extentAt, noteCopy } from './note-copy.ts';
import type { OperationParts } from './operation-parts.ts';
import type { OperationRuns } from './operation-runs.ts';
import { type Inspected, mentionsOf, requireConfirmed } from './preflight.ts';

/** What an archive's records take for each member beside its name, which they hold twice. */
const MEMBER_BYTES = 76;
const NAME_BYTES = 60;

function conversionIn({ conversion }: Inspected): FoundConversion {
  if (conversion !== undefined) return conversion;
  throw new AppException({
    code: 'unsupported-operation',
    message: 'This workflow cannot be converted.',
  });
}

function kindOf(from: StoreKind, to: StoreKind): Conversion {
  if (to === 'zip') return 'pack';
  return from === 'zip' ? 'unpack' : `to-${to}`;
}

/** What lies at the place in the end: an archive is one file. */
function madeOf({ to, made, madeWithoutRunFiles }: FoundConversion, isLean: boolean): TreeTally {
  const tally = (isLean ? madeWithoutRunFiles : undefined) ?? made;
  if (to !== 'zip') return tally;
  const book = new TallyBook();
  book.files = 1;
  book.sizeBytes = tally.sizeBytes + tally.files * (MEMBER_BYTES + 2 * NAME_BYTES);
  return book.tally();
}

/** Looks at the name and place of what would be made; writes nothing. */
export function checkConvertTarget(
  found: Inspected,
  folder: string,
  asked: string,
  withoutRunFiles: boolean,
): Promise<TargetFacts> {
  const conversion = conversionIn(found);
  const name = nameMeant(asked, '.zip', conversion.to === 'zip');
  return checkPlace(found, folder, name, madeOf(conversion, withoutRunFiles));
}

/**
 * Begins to convert.
 *
 * @throws {AppException} why it cannot be converted; what is wrong with the name or place; `refused`.
 */
export async function startConvert(
  parts: OperationParts,
  runs: OperationRuns,
  found: Inspected,
  input: Input<'operations.convert'>,
): Promise<string> {
  requireConfirmed(found, input.confirmed);
  const conversion = conversionIn(found);
  if (conversion.problem !== undefined) throw new AppException(conversion.problem);
  const { name, withoutRunFiles } = input;
  const place = await parts.places.find(input.placeId);
  const { path, problem } = await checkConvertTarget(found, place, name, withoutRunFiles);
  if (problem !== undefined) throw new AppException(problem);
  const { subject } = found;
  const { to, made, madeWithoutRunFiles } = conversion;
  const isLean = withoutRunFiles && madeWithoutRunFiles !== undefined;
  const { files, sizeBytes } = isLean ? madeWithoutRunFiles : made;
  const allowChanges = input.confirmed.length > 0;
  return runs.start(
    {
      kind: 'convert',
      name: found.name,
      path: subject.shownPath,
      target: path,
      folder: subject.folder.path,
      total: { files, sizeBytes },
    },
    async ({ signal, onProgress, onAnswers }) => {
      let key: string | undefined;
      const report = await parts.runTree(
        'convert',
        {
          id: newOperationId(),
          source: subject.folder,
          target: path,
          conversion: kindOf(subject.store, to),
          leaveOut: isLean ? ARCHIVE_LEAVES_OUT : [],
          allowChanges,
          dataFolder: parts.dataFolder,
          isFlushed: true,
          expectedFiles: files,
        },
        {
          signal,
          onProgress,
          onAnswers,
          totals: { files, sizeBytes },
          opens: async (madePath) => {
            key = await requireEqual(parts, found, madePath, allowChanges);
          },
        },
      );
      // Where changes were allowed, what was not compared may differ.
      if (report.isCompared || !allowChanges) {
        await noteCopy(parts, found, {
          path: report.path,
          extent: await extentAt(parts, report.path),
          mentions: report.tally.mentions,
          wasCompared: report.isCompared,
          withoutRunFiles: isLean,
          key,
        });
      }
      return {
        path: report.path,
        files: report.tally.files,
        sizeBytes: report.tally.sizeBytes,
        isCompared: report.isCompared,
        mentions: mentionsOf(report.tally),
      };
    },
  );
}

/**
 * What was made opens as the same workflow: its generation, names, versions and time, its tasks, and
 * the counts of its runs by status. Where something may write meanwhile, it only has to open.
 *
 * @returns what it has in common with the original.
 */
async function requireEqual(
  { startWorker }: OperationParts,
  { subject }: Inspected,
  madePath: string,
  mayDiffer: boolean,
): Promise<string | undefined> {
  const made = await described(startWorker, madePath);
  const { key } = made;
  if (mayDiffer) return key;
  const { texts } = await described(startWorker, subject.folder.path);
  const differing = Object.keys(texts).find((what) => made.texts[what] !== texts[what]);
  if (differing === undefined) return key;
  throw new AppException({
    code: 'corrupt-data',
    message: `What was made differs from the workflow it was made from (${differing}), so it was removed.`,
    action: 'Wait until nothing writes to the workflow, then try again.',
    file: madePath,
  });
}

interface Described {
  readonly key: string | undefined;
  /** What is compared, by what it is. */
  readonly texts: Readonly<Record<string, string>>;
}

async function described(
  startWorker: OperationParts['startWorker'],
  path: string,
): Promise<Described> {
  const worker = await startWorker(path);
  try {
    const {
      name: _name,
      storedName: _stored,
      path: _path,
      store: _store,
      ...same
    } = worker.identity;
    const context = { signal: new AbortController().signal, reportProgress: () => undefined };
    const counts = await worker.call('workflow.readCounts', { workflowId: 'made' }, context);
    const texts = {
      identity: JSON.stringify(same),
      'counts of runs': JSON.stringify(RUN_STATUSES.map((_, at) => counts.all[at])),
      'counts of tasks': JSON.stringify(counts.byTask),
    };
    return { key: workflowKey(worker.identity), texts };
  } finally {
    await worker.close();
  }
}
