import type { RunFile, RunFiles, RunFolder } from '../../../shared/contract/run-files.ts';
import type { FileSource } from '../../files/file-source.ts';
import { planArtifacts, planExecute } from './early-layouts.ts';
import { ownStreams } from './own-streams.ts';
import type { Absence, PlanRunFiles, RunFilesLayout, RunPlace, WantedFile } from './run-place.ts';
import { planSubmission } from './submission-layout.ts';

const PLANS: Readonly<Record<RunFilesLayout, PlanRunFiles>> = {
  artifacts: planArtifacts,
  execute: planExecute,
  submission: planSubmission,
};

/** Files listed of a folder; a run may write ten thousands. */
const MAX_LISTED = 500;
const MAX_DEPTH = 6;

/** Logs and files of a run, in every generation and store. Nothing but names and sizes is read. */
export function listRunFiles(place: RunPlace, source: FileSource): RunFiles {
  const plan = PLANS[place.layout](place, source);
  const saved = folderAt(plan.savedKeys, source, undefined);
  const files = plan.files.map((wanted) => found(wanted, source, place));
  const folder = folderAt(plan.folderKeys, source, plan.noFolder, place);
  return {
    files: [...ownStreams(files, folder), ...files],
    folder,
    ...(saved.state === 'there' ? { saved } : {}),
    isRunning: place.isRunning,
  };
}

function found(wanted: WantedFile, source: FileSource, place: RunPlace): RunFile {
  const { role, scope, keys } = wanted;
  for (const key of keys) {
    if (!source.isFile(key)) continue;
    const sizeBytes = source.stamp(key)?.sizeBytes ?? 0;
    const state = sizeBytes === 0 ? 'empty' : 'there';
    return { role, scope, state, key, sizeBytes, ...noted(wanted.note) };
  }
  const isLeftOut = keys.length > 0 && keys.every((key) => isLeftOutOfZips(key, source));
  if (isLeftOut && place.hasStarted && wanted.absence?.state !== 'not-recorded') {
    return { role, scope, state: 'not-in-zip', note: NOT_IN_ZIP };
  }
  const absence = wanted.absence ?? absenceOf(place);
  return { role, scope, state: absence.state, ...noted(absence.note) };
}

const NOT_IN_ZIP = 'hpcflow leaves the folders that runs were executed in out of zip archives.';

/** hpcflow leaves out what has `execute` in its path, unless it is told otherwise (GEN4 §7). */
function isLeftOutOfZips(key: string, source: FileSource): boolean {
  return source.isArchive && key.includes('execute') && !source.isFolder('execute');
}

function absenceOf(place: RunPlace): Absence {
  if (!place.hasStarted) return { state: 'absent', note: 'It has not started yet.' };
  return { state: 'absent', note: 'There is no such file in the workflow.' };
}

function folderAt(
  keys: readonly string[],
  source: FileSource,
  none: Absence | undefined,
  place?: RunPlace,
): RunFolder {
  const key = keys.find((candidate) => source.isFolder(candidate));
  if (key !== undefined) return { state: 'there', key, ...listing(key, source) };
  const nothing = { files: [], isCut: false };
  if (none !== undefined) return { ...nothing, ...none };
  if (place?.hasStarted === true && keys.some((candidate) => isLeftOutOfZips(candidate, source))) {
    return { ...nothing, state: 'not-in-zip', note: NOT_IN_ZIP };
  }
  const note =
    place?.hasStarted === true ? 'The folder of the run is not there.' : 'It has not started yet.';
  return { ...nothing, state: 'absent', note };
}

function listing(folder: string, source: FileSource): Pick<RunFolder, 'files' | 'isCut'> {
  const files: RunFolder['files'] = [];
  let isCut = false;
  const walk = (key: string, prefix: string, depth: number): void => {
    const entries = (source.tryList(key) ?? []).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name, kind } of entries) {
      if (files.length >= MAX_LISTED) {
        isCut = true;
        return;
      }
      const inner = `${key}/${name}`;
      if (kind === 'folder' && depth < MAX_DEPTH) walk(inner, `${prefix}${name}/`, depth + 1);
      else if (kind === 'file') {
        const sizeBytes = source.stamp(inner)?.sizeBytes ?? 0;
        files.push({ key: inner, name: `${prefix}${name}`, sizeBytes });
      }
    }
  };
  walk(folder, '', 0);
  return { files, isCut };
}

function noted(note: string | undefined): { note?: string } {
  return note === undefined ? {} : { note };
}
