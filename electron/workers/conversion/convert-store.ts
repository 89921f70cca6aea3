import { join } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import { fileException } from '../../files/file-errors.ts';
import { type FileSteps, nodeFileSteps } from '../../files/file-steps.ts';
import { copyInto } from '../../files/tree/copy-tree.ts';
import { openFolder } from '../../files/tree/folder-handle.ts';
import { measureTree } from '../../files/tree/measure-tree.ts';
import type { ProvenItem } from '../../files/tree/proven-item.ts';
import { alone } from '../../files/tree/sharing.ts';
import type { TreeContext } from '../../files/tree/tree-context.ts';
import { type TreeControl, throwIfStopped } from '../../files/tree/tree-control.ts';
import { TallyBook, type TreeTally } from '../../files/tree/tree-tally.ts';
import { firstDifference } from '../../persistence/compare-records.ts';
import { openPersistentStore } from '../../persistence/open-persistent-store.ts';
import { readRecords } from '../../persistence/read-records.ts';
import { STORE_ENTRIES } from '../../persistence/store-entries.ts';
import type { Gen1Workflow } from '../../persistence/workflow-records.ts';
import { checkRecords, writeRecords } from '../../persistence/write-records.ts';

export type StoreForm = 'json' | 'zarr';

/** The kind of store that is not this one. */
export function otherForm(form: StoreForm): StoreForm {
  return form === 'json' ? 'zarr' : 'json';
}

/** Where the store is written within what is made; its entries then go up, beside the rest. */
const MEANWHILE = 'store';

/**
 * Everything that the store of a GEN1 workflow holds, in one state; seen to fit the other kind.
 *
 * @throws AppException `unsupported-operation` for what records or the other kind cannot hold, naming
 * the parameter; what the store throws
 */
export async function readConvertible(path: string, to: StoreForm): Promise<Gen1Workflow> {
  const store = await openPersistentStore({ path, isInBatch: false });
  return store.cachedLoad(async () => {
    if ((await store.loadMetadata()).has('replaced_dir')) throw unfinished();
    const records = await readRecords(store);
    checkRecords(records, to);
    return records;
  });
}

export interface StoreRequest {
  readonly source: ProvenItem;
  readonly to: StoreForm;
  /** Absolute path of an empty folder of our own. */
  readonly folder: string;
  readonly allowChanges: boolean;
  readonly isFlushed: boolean;
  readonly expectedFiles: number;
  readonly syncEach: boolean;
}

/**
 * Writes the other kind of store through its own API, then copies what is beside the store: files of
 * runs, of submissions, and all else.
 *
 * @returns What was made, and the records that it must hold
 * @throws AppException as {@link readConvertible}, and as `copyTree`
 */
export async function writeOtherStore(
  { source, to, folder, syncEach, ...copying }: StoreRequest,
  context: TreeContext,
): Promise<{ tally: TreeTally; records: Gen1Workflow }> {
  const { control, operations } = context;
  const records = await readConvertible(source.path, to);
  throwIfStopped(control);
  const meanwhile = join(folder, MEANWHILE);
  try {
    const options = { isSynced: syncEach, steps: stoppable(control), keepsKeyOrder: true };
    await writeRecords(meanwhile, records, to, options);
    for (const { name } of operations.listBytes(meanwhile)) {
      operations.rename(join(meanwhile, `${name}`), join(folder, `${name}`));
    }
    operations.rmdir(meanwhile);
  } catch (error) {
    throw fileException(error, folder, 'written');
  }
  const book = new TallyBook();
  book.add(measureTree(folder, openFolder(operations, folder), [], { ...context, sharing: alone }));
  const leaveOut = STORE_ENTRIES[otherForm(to)];
  control.phase('copying');
  book.add(copyInto({ source, leaveOut, ...copying }, folder, { ...context, sharing: alone }));
  return { tally: book.tally(), records };
}

/**
 * Reads both stores again and compares everything they hold.
 *
 * @param records - As the workflow was when it was read; compared with where it may change meanwhile
 * @throws AppException `corrupt-data` naming where they differ, `changed-on-disk`
 */
export async function verifyOtherStore(
  { source, to, folder, allowChanges }: StoreRequest,
  records: Gen1Workflow,
): Promise<void> {
  const made = await readRecords(await openPersistentStore({ path: folder, isInBatch: false }));
  const difference = await firstDifference(records, made);
  if (difference !== undefined) {
    throw new AppException({
      code: 'corrupt-data',
      message: `What was made does not hold what the workflow holds (${difference}).`,
      action: 'Copy the workflow instead, and please report this.',
      file: folder,
    });
  }
  if (allowChanges) return;
  const now = await readConvertible(source.path, to);
  const changed = await firstDifference(now, records);
  if (changed === undefined) return;
  throw new AppException({
    code: 'changed-on-disk',
    message: `The workflow changed while it was converted (${changed}).`,
    action: 'Wait until nothing writes to it, then try again.',
    file: source.path,
  });
}

/** Changes to the disk that stop when a person cancels, each of them counted. */
function stoppable(control: TreeControl): FileSteps {
  return {
    ...nodeFileSteps,
    write(path, bytes, isSynced) {
      throwIfStopped(control);
      control.count(1, bytes.length);
      return nodeFileSteps.write(path, bytes, isSynced);
    },
  };
}

function unfinished(): AppException {
  return new AppException({
    code: 'unsupported-operation',
    message: 'The workflow was not made to its end: it still names what it replaces.',
    action: 'Let hpcflow finish it, or copy it instead.',
  });
}
