import { AppException } from '../../../shared/contract/errors.ts';
import { type BesideRequest, BesideTarget } from '../../files/tree/beside-target.ts';
import { SYNC_EACH_FILES } from '../../files/tree/copy-tree.ts';
import { packTree } from '../../files/tree/pack-tree.ts';
import { requireProven } from '../../files/tree/proven-item.ts';
import type { TreeContext } from '../../files/tree/tree-context.ts';
import { throwIfStopped } from '../../files/tree/tree-control.ts';
import type { TreeTally } from '../../files/tree/tree-tally.ts';
import { unpackArchive } from '../../files/tree/unpack-archive.ts';
import { verifyArchive, verifyUnpacked } from '../../files/tree/verify-conversion.ts';
import { openZipWorkflow } from '../../persistence/zip-workflow.ts';
import {
  type StoreForm,
  type StoreRequest,
  verifyOtherStore,
  writeOtherStore,
} from './convert-store.ts';

/** To an archive, to a folder of one, or (GEN1) to the other kind of store. */
export type Conversion = 'pack' | 'unpack' | 'to-json' | 'to-zarr';

export interface ConvertRequest extends BesideRequest {
  readonly conversion: Conversion;
  /** Patterns of what is left out; see `leavesOut`. */
  readonly leaveOut: readonly string[];
  /** Converts also what changes meanwhile, and mentions it; for runs under way. */
  readonly allowChanges: boolean;
  /** What is made is brought to the disk before it gets its name. */
  readonly isFlushed: boolean;
  /** As the preflight estimated. */
  readonly expectedFiles: number;
}

export interface ConvertReport {
  /** Absolute path of what was made. */
  readonly path: string;
  /** What it holds. */
  readonly tally: TreeTally;
  /** All of it was read again and compared; of larger ones it was counted only. */
  readonly isCompared: boolean;
}

/** Permissions of a new folder, of which the system takes away what the person set. */
const OPEN_FOLDER = 0o777;

interface Filled {
  readonly tally: TreeTally;
  readonly verify: () => Promise<boolean>;
}

/**
 * Makes another form of a workflow beside the target, which gets the target's name when it is
 * complete, verified and found to open. The source is only read; as with a copy, what was made so far
 * is removed when something goes wrong or the person cancels.
 *
 * @throws AppException as `copyTree` throws; `unsupported-operation` for what the form cannot hold
 */
export async function convertWorkflow(
  request: ConvertRequest,
  context: TreeContext,
): Promise<ConvertReport> {
  const { control, flushVolume, opens } = context;
  const beside = new BesideTarget(request, 'convert', request.conversion === 'pack', context);
  try {
    beside.make();
    control.phase('converting');
    const { tally, verify } = await FILL[request.conversion](request, beside.partial, context);
    control.phase('flushing');
    if (request.isFlushed) flushVolume?.(beside.partial);
    throwIfStopped(control);
    control.phase('verifying');
    const isCompared = await verify();
    control.phase('opening');
    opens?.(beside.partial);
    throwIfStopped(control);
    beside.finish();
    return { path: request.target, tally, isCompared };
  } catch (error) {
    throw beside.cleanedUp(error);
  }
}

type Fill = (request: ConvertRequest, partial: string, context: TreeContext) => Promise<Filled>;

const FILL: Readonly<Record<Conversion, Fill>> = {
  pack,
  unpack,
  'to-json': (request, partial, context) => convertStore(request, 'json', partial, context),
  'to-zarr': (request, partial, context) => convertStore(request, 'zarr', partial, context),
};

async function pack(
  request: ConvertRequest,
  partial: string,
  context: TreeContext,
): Promise<Filled> {
  const { source, leaveOut, allowChanges, isFlushed } = request;
  const isSynced = isFlushed && context.flushVolume === undefined;
  const toPack = { source, archive: partial, leaveOut, allowChanges, isSynced };
  let tally: TreeTally;
  try {
    tally = packTree(toPack, context);
  } catch (error) {
    // A source that is gone as a whole says so, rather than naming the file that was missed first.
    if (error instanceof AppException && error.error.code === 'changed-on-disk') {
      requireProven(source, context.operations);
    }
    throw error;
  }
  return {
    tally,
    verify: () => verifyArchive(source.path, partial, tally, allowChanges, context),
  };
}

async function unpack(
  { source, expectedFiles, isFlushed }: ConvertRequest,
  partial: string,
  context: TreeContext,
): Promise<Filled> {
  requireProven(source, context.operations);
  const reader = await openZipWorkflow(source.path);
  const isFew = expectedFiles <= SYNC_EACH_FILES;
  const syncEach = isFlushed && context.flushVolume === undefined && isFew;
  const tally = await unpackArchive({ reader, folder: partial, syncEach }, context);
  // Nobody else looked into it while it was made; an archive does not say who may.
  context.operations.chmod(partial, OPEN_FOLDER & ~process.umask());
  return {
    tally,
    verify: async () => {
      const isCompared = verifyUnpacked(reader, partial, tally, context);
      reader.close();
      // Half of an old and half of a new archive is none.
      requireProven(source, context.operations);
      return isCompared;
    },
  };
}

async function convertStore(
  { source, allowChanges, expectedFiles, isFlushed }: ConvertRequest,
  to: StoreForm,
  partial: string,
  context: TreeContext,
): Promise<Filled> {
  const isFew = expectedFiles <= SYNC_EACH_FILES;
  const syncEach = isFlushed && context.flushVolume === undefined && isFew;
  const folder = partial;
  const copying = { allowChanges, isFlushed, expectedFiles };
  const toWrite: StoreRequest = { source, to, folder, syncEach, ...copying };
  requireProven(source, context.operations);
  const { tally, records } = await writeOtherStore(toWrite, context);
  return {
    tally,
    verify: async () => {
      await verifyOtherStore(toWrite, records);
      return true;
    },
  };
}
