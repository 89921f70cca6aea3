import type { Generation } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import { type Evidence, smallText } from './evidence.ts';
import { JsonOutlineScanner, JsonShapeError } from './json-outline.ts';

/** What the files say of the generation that wrote them. */
export interface GenerationFinding {
  readonly generation: Generation;
  /** Version of the application, `creation_info.app_info.version`. */
  readonly version?: string | undefined;
  /** Name of the application: its version says nothing of hpcflow unless it is hpcflow itself. */
  readonly appName?: string | undefined;
}

/** Documents are outlined up to here; what matters for GEN1 stands in the first kilobytes. */
const MAX_OUTLINE_BYTES = 256 * 1024 * 1024;
const MAX_MEMBER_BYTES = 1024 * 1024;

/** Keys that only the metadata of a workflow has together. */
const WORKFLOW_KEYS = ['template', 'template_components', 'num_added_tasks'];

/**
 * Generation of a Zarr store, by its files (FORMATS §1.3, GEN4 §2.2), first match wins.
 *
 * @returns `undefined` when the group is not hpcflow's.
 * @throws {AppException} `corrupt-data` when it is hpcflow's and `.zattrs` is missing or broken.
 */
export async function generationOfZarr(
  evidence: Evidence,
  place: string,
): Promise<GenerationFinding | undefined> {
  const has = async (key: string): Promise<boolean> => (await evidence.sizeOf(key)) !== undefined;
  const isFlat = (await has('metadata/.zgroup')) && (await has('parameters/.zgroup'));
  const isNested = (await has('element_data/.zgroup')) && (await has('parameter_data/.zgroup'));
  const later = await laterGeneration(evidence, has);
  const isKnown = later !== undefined || (isNested && !isFlat);
  // Where the arrays tell the generation, only who wrote it is looked for: the attributes may hold the
  // grids of a hundred thousand runs.
  const outline = await outlineOf(evidence, '.zattrs', place, isFlat || isNested, (soFar) =>
    isKnown
      ? soFar.member('creation_info') !== undefined
      : isFlat && tellsGen2From3(soFar, `${place}/.zattrs`),
  );
  if (outline === undefined) return undefined;
  const { keys } = outline;
  if (!isFlat && !isNested && !WORKFLOW_KEYS.every((key) => keys.has(key))) return undefined;
  const creation = creationOf(outline, `${place}/.zattrs`);
  if (later !== undefined) return { ...creation, generation: later };
  if (isFlat) return { ...creation, generation: gen2Or3(creation, outline) };
  // Without arrays at all the root attributes decide (GEN4 §2.2, secondary evidence).
  if (!isNested && (keys.has('tasks') || keys.has('fs_path') || keys.has('name'))) {
    return { ...creation, generation: 'unknown' };
  }
  return { ...creation, generation: keys.has('creation_info') ? 'GEN1' : 'GEN0' };
}

/**
 * Generation of a JSON store, by its files (FORMATS §1.3, GEN4 §2.3), first match wins.
 *
 * @param isCertain Other files show that this is a workflow: broken metadata is then an error.
 * @returns `undefined` when the document is not hpcflow's.
 * @throws {AppException} `corrupt-data` when it is hpcflow's and broken.
 */
export async function generationOfJson(
  evidence: Evidence,
  place: string,
  isCertain: boolean,
): Promise<GenerationFinding | undefined> {
  // GEN1 writes these first, so nothing more of a large document need be read.
  const outline = await outlineOf(evidence, 'metadata.json', place, isCertain, (soFar) => {
    return soFar.member('creation_info') !== undefined && soFar.keys.has('parameter_sources');
  });
  if (outline === undefined) return undefined;
  const { keys } = outline;
  const isGen1 = keys.has('creation_info') && keys.has('parameter_sources');
  if (!isGen1 && !WORKFLOW_KEYS.every((key) => keys.has(key))) return undefined;
  const creation = creationOf(outline, `${place}/metadata.json`);
  if (isGen1) return { ...creation, generation: 'GEN1' };
  if ((await evidence.sizeOf('runs.json')) !== undefined || keys.has('run_dirs')) {
    return { ...creation, generation: 'GEN4' };
  }
  if (['elements', 'iters', 'runs'].every((key) => keys.has(key))) {
    return { ...creation, generation: gen2Or3(creation, outline) };
  }
  return { ...creation, generation: 'unknown' };
}

/** GEN4 or GEN5, which their arrays tell. */
async function laterGeneration(
  evidence: Evidence,
  has: (key: string) => Promise<boolean>,
): Promise<Generation | undefined> {
  if (await has('metadata/run_metadata/.zarray')) return 'GEN5';
  const runs = await smallText(evidence, 'metadata/runs/.zarray', MAX_MEMBER_BYTES);
  if (runs !== undefined && rankOf(runs) === 2) return 'GEN4';
  return (await has('metadata/run_dirs/.zarray')) ? 'GEN4' : undefined;
}

/** True when a single JSON file is a GEN0 store (FORMATS §13.9). */
export async function isGen0Document(evidence: Evidence, key: string): Promise<boolean> {
  const outline = await outlineOf(evidence, key, key, false, () => false);
  return ['parameter_data', 'parameter_sources', 'template', 'num_added_tasks'].every((name) =>
    outline?.keys.has(name),
  );
}

async function outlineOf(
  evidence: Evidence,
  key: string,
  place: string,
  isCertain: boolean,
  isDecided: (soFar: JsonOutlineScanner) => boolean,
): Promise<JsonOutlineScanner | undefined> {
  const broken = (what: string, at: string): AppException =>
    new AppException({
      code: 'corrupt-data',
      message: `${place}/${key} ${what}.`,
      action: 'If the workflow is being written, try again; otherwise restore it from a backup.',
      file: `${place}/${key}`,
      place: at,
    });
  if ((await evidence.sizeOf(key)) === undefined) {
    if (isCertain) throw broken('is missing', 'whole file');
    return undefined;
  }
  const outline = new JsonOutlineScanner({
    wanted: ['creation_info', 'template'],
    maxMemberBytes: MAX_MEMBER_BYTES,
  });
  let scanned = 0;
  try {
    for await (const piece of evidence.pieces(key)) {
      outline.push(piece);
      scanned += piece.length;
      if (isDecided(outline)) return outline;
      if (scanned >= MAX_OUTLINE_BYTES) return outline;
    }
  } catch (error) {
    if (!(error instanceof JsonShapeError)) throw error;
    if (!isCertain && outline.keys.size === 0) return undefined;
    throw broken('is not valid JSON', `byte ${error.offset}`);
  }
  if (outline.isComplete) return outline;
  if (!isCertain && outline.keys.size === 0) return undefined;
  throw broken('ends too early', `byte ${scanned}`);
}

type Creation = Pick<GenerationFinding, 'version' | 'appName'>;

function creationOf(outline: JsonOutlineScanner, file: string): Creation {
  const text = outline.member('creation_info');
  if (text === undefined) return {};
  let info: unknown;
  try {
    info = JSON.parse(text);
  } catch (cause) {
    throw new AppException(
      {
        code: 'corrupt-data',
        message: `The member creation_info of ${file} is not valid JSON.`,
        file,
        place: 'creation_info',
      },
      { cause },
    );
  }
  const appInfo = memberOf(info, 'app_info');
  const version = memberOf(appInfo, 'version');
  const appName = memberOf(appInfo, 'name');
  return {
    ...(typeof version === 'string' ? { version } : {}),
    ...(typeof appName === 'string' ? { appName } : {}),
  };
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** First version of GEN3 (FORMATS §1.2): `0.2.0a157`. */
const FIRST_GEN3_ALPHA = 157;

/**
 * GEN2 and GEN3 have the same layout. hpcflow's own version tells them apart; the version of a
 * derived application such as MatFlow does not (GEN4 §1), so then the template does: it has
 * environment presets since `a163`, which is the earliest mark that every later workflow bears.
 */
function gen2Or3(creation: Creation, outline: JsonOutlineScanner): Generation {
  const alpha = hpcflowAlpha(creation);
  if (alpha !== undefined) return alpha >= FIRST_GEN3_ALPHA ? 'GEN3' : 'GEN2';
  return outline.member('template')?.includes('"merge_envs"') === true ? 'GEN3' : 'GEN2';
}

/** Whether {@link gen2Or3} would say the same of the whole document. */
function tellsGen2From3(soFar: JsonOutlineScanner, file: string): boolean {
  if (soFar.member('creation_info') === undefined) return false;
  if (soFar.member('template') !== undefined) return true;
  return hpcflowAlpha(creationOf(soFar, file)) !== undefined;
}

function hpcflowAlpha({ version, appName }: Creation): number | undefined {
  const alpha = /^0\.2\.0a(\d+)/.exec(version ?? '')?.[1];
  return appName?.toLowerCase() === 'hpcflow' && alpha !== undefined ? Number(alpha) : undefined;
}

function rankOf(zarray: string): number | undefined {
  try {
    const shape = memberOf(JSON.parse(zarray), 'shape');
    return Array.isArray(shape) ? shape.length : undefined;
  } catch {
    return undefined;
  }
}
