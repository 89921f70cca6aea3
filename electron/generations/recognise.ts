import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import type { Generation, Recognition, StoreKind } from '../../shared/contract/documents.ts';
import { fileException } from '../files/file-errors.ts';
import { isOfJustWritten, readTwice } from '../files/torn-reads.ts';
import { isArchiveName } from '../files/tree/sibling-names.ts';
import type { ZipReader } from '../files/zip/zip-reader.ts';
import { tryOpenZipWorkflow } from '../persistence/zip-workflow.ts';
import { folderEvidence, zipEvidence } from './evidence.ts';
import {
  type GenerationFinding,
  generationOfJson,
  generationOfZarr,
  isGen0Document,
} from './generation-evidence.ts';
import { suggestWorkflows } from './suggest.ts';

type WorkflowRecognition = Extract<Recognition, { kind: 'workflow' }>;

/**
 * What a path is: a workflow (of which store and generation), something inside a workflow, or
 * neither.
 *
 * Only "not this format" lets the search go on; a folder that must not be read and a workflow whose
 * metadata is broken stop it at once. Nothing is written, and only regular files are opened.
 *
 * @throws {AppException} `not-found`, `permission-denied`, or `corrupt-data` naming file and place.
 */
export async function recognise(path: string): Promise<Recognition> {
  return (await recogniseToOpen(path)).found;
}

/** What was recognised, to be opened. */
export interface Recognised {
  readonly found: Recognition;
  /** The archive, of which the table of contents has been read. */
  readonly archive?: ZipReader;
}

/** As {@link recognise}, with what need not be read again to open it. */
export async function recogniseToOpen(path: string): Promise<Recognised> {
  const asked = resolve(path);
  return readTwice(
    () => recogniseOnce(asked),
    (error) => isOfJustWritten(asked, error),
  );
}

async function recogniseOnce(asked: string): Promise<Recognised> {
  const found = await stat(asked).catch((error: unknown) => {
    throw fileException(error, asked);
  });
  if (found.isFile()) {
    const file = await recogniseFile(asked, found.size);
    if (file !== undefined) return file;
  } else if (!found.isDirectory()) {
    const reason = `${basename(asked)} is neither a folder nor a file.`;
    return { found: notAWorkflow(asked, reason, []) };
  }
  return { found: await recogniseAround(asked, found.isDirectory()) };
}

/** A folder, or a file that is no workflow itself. */
async function recogniseAround(asked: string, isFolder: boolean): Promise<Recognition> {
  const inside = await recogniseUpwards(isFolder ? asked : dirname(asked));
  if (inside !== undefined) return resolved(inside, asked);
  // A link may point into a workflow that its own parents are not part of.
  const real = await realpath(asked).catch((error: unknown) => {
    throw fileException(error, asked);
  });
  if (real !== asked) {
    const target = await recogniseUpwards(isFolder ? real : dirname(real));
    if (target !== undefined) return resolved(target, asked);
  }
  return isFolder
    ? notAWorkflow(asked, NO_STORE, await suggestWorkflows(asked))
    : notAWorkflow(asked, `${basename(asked)} is not part of a workflow. ${NO_STORE}`, []);
}

/** What a folder itself is; neither its parents nor its children are looked at. */
export async function recogniseFolder(folder: string): Promise<WorkflowRecognition | undefined> {
  const evidence = folderEvidence(folder);
  const sizes = await Promise.all(
    ['.zgroup', '.zattrs', 'metadata.json', 'submissions.json', 'parameters.json'].map((key) =>
      evidence.sizeOf(key),
    ),
  );
  const [hasGroup, hasAttributes, hasMetadata, hasSubmissions, hasParameters] = sizes.map(
    (size) => size !== undefined,
  );
  if (hasGroup === true || hasAttributes === true) {
    const finding = await generationOfZarr(evidence, folder);
    if (finding !== undefined) return workflow(folder, 'zarr', finding);
  }
  if (hasMetadata === true || (hasSubmissions === true && hasParameters === true)) {
    const isCertain = hasSubmissions === true && hasParameters === true;
    const finding = await generationOfJson(evidence, folder, isCertain);
    if (finding !== undefined) return workflow(folder, 'json', finding);
  }
  return undefined;
}

async function recogniseFile(path: string, size: number): Promise<Recognised | undefined> {
  if (isArchiveName(basename(path))) {
    const archive = size === 0 ? undefined : await tryOpenZipWorkflow(path);
    const finding = archive && (await generationOfZarr(zipEvidence(archive), path));
    return finding && { found: workflow(path, 'zip', finding), archive };
  }
  if (/\.json$/i.test(path)) {
    const name = basename(path);
    if (await isGen0Document(folderEvidence(dirname(path)), name)) {
      return { found: workflow(path, 'json', { generation: 'GEN0' }) };
    }
  }
  return undefined;
}

async function recogniseUpwards(folder: string): Promise<WorkflowRecognition | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await recogniseFolder(at);
    if (found !== undefined) return found;
    if (dirname(at) === at) return undefined;
  }
}

const NO_STORE =
  'A workflow is a folder with a .zgroup file (Zarr store), a folder with metadata.json, ' +
  'submissions.json and parameters.json (JSON store), or a .zip made of a Zarr store.';

function notAWorkflow(path: string, reason: string, suggestions: string[]): Recognition {
  return { kind: 'not-a-workflow', path, reason, suggestions };
}

function workflow(path: string, store: StoreKind, finding: GenerationFinding): WorkflowRecognition {
  // Archives are made of Zarr stores of GEN2 and later (FORMATS §13.9).
  const isOld = finding.generation === 'GEN0' || finding.generation === 'GEN1';
  const isReadable = finding.generation !== 'GEN0' && !(isOld && store === 'zip');
  const note = isReadable ? undefined : unreadableNote(store, finding);
  return {
    kind: 'workflow',
    path,
    store,
    generation: finding.generation,
    ...(finding.version === undefined ? {} : { version: finding.version }),
    isReadable,
    ...(note === undefined ? {} : { note }),
  };
}

/** Versions that wrote each generation (FORMATS §1.2, GEN4 §1), for people. */
const WRITTEN_BY: Readonly<Record<Generation, string>> = {
  GEN0: 'hpcflow up to 0.2.0a30',
  GEN1: 'hpcflow 0.2.0a31 to a50',
  GEN2: 'hpcflow 0.2.0a51 to a156',
  GEN3: 'hpcflow 0.2.0a157 to a194',
  GEN4: 'hpcflow 0.2.0a195 to 0.3.0a3, or a development version before it',
  GEN5: 'hpcflow 0.3.0a4 or later',
  unknown: 'a version of hpcflow that is not known',
};

function unreadableNote(store: StoreKind, finding: GenerationFinding): string {
  const kind = store === 'zip' ? 'zipped workflow' : 'workflow';
  return (
    `Recognised as a ${kind} of generation ${finding.generation}, the format of ` +
    `${WRITTEN_BY[finding.generation]}; Earshot cannot read it yet.`
  );
}

function resolved(found: WorkflowRecognition, asked: string): WorkflowRecognition {
  if (found.path === asked) return found;
  const inner = relative(found.path, asked);
  const how = inner.startsWith('..')
    ? `${asked} leads into this workflow.`
    : `${inner} is inside this workflow.`;
  return { ...found, note: found.note === undefined ? how : `${how} ${found.note}` };
}
