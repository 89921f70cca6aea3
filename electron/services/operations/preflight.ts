import { lstat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import type {
  Caution,
  Preflight,
  Purpose,
  Subject,
  TargetPlace,
} from '../../../shared/contract/operations.ts';
import { cautionsOf } from '../../files/tree/preflight.ts';
import { isFile } from '../../files/tree/proven-item.ts';
import { trashFacts } from '../../files/tree/trash-facts.ts';
import type { TreeTally } from '../../files/tree/tree-tally.ts';
import { volumeOf } from '../../files/tree/volume.ts';
import { runFilePatterns } from '../../generations/run-files.ts';
import { HandleTable } from '../handle-table.ts';
import { countActiveRuns } from './active-runs.ts';
import { type FoundConversion, findConversion } from './find-conversion.ts';
import { type FoundSubject, findSubject } from './find-subject.ts';
import { convertedNames, copyNames } from './free-names.ts';
import type { OperationParts } from './operation-parts.ts';

/** A workflow as it was found before something is done with it; what a token stands for. */
export interface Inspected {
  readonly purpose: Purpose;
  readonly subject: FoundSubject;
  readonly name: string;
  readonly tally: TreeTally;
  /** Absent when leaving out the files of runs saves nothing. */
  readonly withoutRunFiles: TreeTally | undefined;
  readonly runFiles: readonly string[];
  /** For a conversion only. */
  readonly conversion: FoundConversion | undefined;
  readonly cautions: readonly Caution[];
  readonly issuedMs: number;
}

/** What was found an hour ago says little of now. */
const VALID_MS = 60 * 60 * 1000;
const MOST_TOKENS = 100;

/** Looks at workflows before something is done with them, and remembers what it found. */
export class Preflights {
  readonly #parts: OperationParts;
  readonly #inspected = new HandleTable<Inspected>(MOST_TOKENS);

  constructor(parts: OperationParts) {
    this.#parts = parts;
  }

  /** @throws {AppException} what {@link findSubject} throws; `cancelled`. */
  async look(subject: Subject, purpose: Purpose, context: CallContext): Promise<Preflight> {
    const parts = this.#parts;
    const found = await findSubject(parts, subject);
    const { folder, shownPath } = found;
    const tally = await this.#measure(found, [], 'Counting files', context);
    const isArchive = isFile(folder);
    const runFiles = purpose === 'copy' && !isArchive ? runFilePatterns(found.generation) : [];
    const lean =
      runFiles.length > 0
        ? await this.#measure(found, runFiles, 'Counting files but those of runs', context)
        : tally;
    const conversion =
      purpose === 'convert' ? await findConversion(parts, found, tally, context) : undefined;
    const activeRuns = await countActiveRuns(parts, found, tally.newestMs, context.signal);
    const cautions = cautionsOf(tally, { activeRuns: activeRuns ?? 0 }, Date.now());
    const volume = await volumeOf(dirname(folder.path));
    const name = basename(shownPath);
    const withoutRunFiles = lean.files < tally.files ? lean : undefined;
    const token = this.#inspected.issue({
      purpose,
      subject: found,
      name,
      tally,
      withoutRunFiles,
      runFiles,
      conversion,
      cautions,
      issuedMs: Date.now(),
    });
    return {
      token,
      purpose,
      name,
      path: shownPath,
      form: isArchive ? 'file' : 'folder',
      all: { ...sizeOf(tally), folders: tally.folders, links: tally.links },
      ...(withoutRunFiles === undefined ? {} : { withoutRunFiles: sizeOf(withoutRunFiles) }),
      volume: { kind: volume.kind, freeBytes: volume.freeBytes },
      trash: { ...trashFacts(folder.path, volume.kind, parts.moveToTrash !== undefined) },
      cautions,
      ...(activeRuns === undefined ? {} : { activeRuns }),
      newestMs: tally.newestMs,
      newestKey: tally.newestKey,
      mentions: mentionsOf(tally),
      ...(conversion === undefined ? {} : { conversion: conversionFacts(conversion) }),
      ...(purpose === 'copy' || conversion !== undefined
        ? { suggestion: await this.#suggest(found, name, conversion) }
        : {}),
    };
  }

  /**
   * What was found under a token.
   *
   * @throws {AppException} `not-found` for a token that is not known, is for something else, or is old.
   */
  find(token: string, purposes: readonly Purpose[]): Inspected {
    const inspected = this.#inspected.find(token);
    const isValid =
      inspected !== undefined &&
      purposes.includes(inspected.purpose) &&
      Date.now() - inspected.issuedMs < VALID_MS;
    if (isValid) return inspected;
    throw new AppException({
      code: 'not-found',
      message: 'What was found in the workflow is not known any more.',
      action: 'Begin again: it is looked at once more.',
    });
  }

  forget(token: string): void {
    this.#inspected.forget(token);
  }

  #measure(
    { folder }: FoundSubject,
    leaveOut: readonly string[],
    phase: string,
    { signal, reportProgress }: CallContext,
  ): Promise<TreeTally> {
    const input = { folder, leaveOut };
    return this.#parts.runTree('measure', input, {
      signal,
      onProgress: ({ files }) => reportProgress({ phase, done: files }),
    });
  }

  /** Beside the original; in the first folder that is allowed when that one is not. */
  async #suggest(
    { folder: item, shownPath }: FoundSubject,
    name: string,
    conversion: FoundConversion | undefined,
  ): Promise<{ place: TargetPlace; name: string }> {
    const { places, roots } = this.#parts;
    const beside = dirname(shownPath);
    const isAllowed = await roots.mayName(beside);
    const folder = isAllowed ? beside : (roots.paths?.[0] ?? homedir());
    const isArchive = isFile(item);
    const free =
      conversion === undefined
        ? await freeName(folder, copyNames(name, isArchive))
        : await freeName(folder, convertedNames(name, isArchive, conversion.to));
    return { place: places.issue(folder), name: free };
  }
}

/** Refuses what was not confirmed. */
export function requireConfirmed(
  { cautions, name }: Inspected,
  confirmed: readonly Caution[],
): void {
  const missing = cautions.find((caution) => !confirmed.includes(caution));
  if (missing === undefined) return;
  throw new AppException({
    code: 'refused',
    message:
      missing === 'runs-active'
        ? `${name} has runs that are recorded as submitted or running.`
        : `${name} changed in the last minutes: something may still write into it.`,
    action: 'Wait until it rests, or confirm that it is to be done all the same.',
  });
}

/**
 * Refuses when a workflow is not as it was when it was looked at.
 *
 * @throws {AppException} `changed-on-disk`.
 */
export function requireUnchanged(
  { name, tally: before, subject }: Inspected,
  now: TreeTally,
): void {
  const isSame =
    before.files === now.files &&
    before.folders === now.folders &&
    before.links === now.links &&
    before.sizeBytes === now.sizeBytes &&
    before.newestMs === now.newestMs;
  if (isSame) return;
  const more = now.files - before.files;
  const what =
    more === 0
      ? `${now.newestKey || 'the folder itself'} changed`
      : `it has ${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} ${Math.abs(more) === 1 ? 'file' : 'files'}`;
  throw new AppException({
    code: 'changed-on-disk',
    message: `${name} is not as it was when it was looked at: ${what}. Nothing was done.`,
    action: 'Look at it again, then decide anew.',
    file: subject.shownPath,
  });
}

function conversionFacts(found: FoundConversion): NonNullable<Preflight['conversion']> {
  const { to, made, madeWithoutRunFiles: lean, isEstimate, problem } = found;
  return {
    to,
    made: sizeOf(made),
    ...(lean === undefined ? {} : { madeWithoutRunFiles: sizeOf(lean) }),
    isEstimate,
    ...(problem === undefined ? {} : { problem }),
  };
}

function sizeOf({ files, sizeBytes }: TreeTally): { files: number; sizeBytes: number } {
  return { files, sizeBytes };
}

export function mentionsOf({ mentions }: TreeTally): Preflight['mentions'] {
  return mentions.map(({ kind, count, examples }) => ({
    kind,
    count,
    examples: examples.map((example) => ({ ...example })),
  }));
}

async function freeName(folder: string, candidates: Iterable<string>): Promise<string> {
  for (const candidate of candidates) {
    const isTaken = await lstat(join(folder, candidate)).then(
      () => true,
      () => false,
    );
    if (!isTaken) return candidate;
  }
  return '';
}
