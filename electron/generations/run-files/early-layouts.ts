import type { FileSource } from '../../files/file-source.ts';
import { jobscriptStreams } from './jobscript-streams.ts';
import { jobscriptNote, runTable } from './jobscript-words.ts';
import type { Absence, RunFilePlan, RunPlace, WantedFile } from './run-place.ts';

/** GEN1 (FORMATS §2.4): runs are executed below `artifacts/tasks`. */
export function planArtifacts(place: RunPlace, source: FileSource): RunFilePlan {
  const folderKeys = folders('artifacts/tasks', place);
  return { files: filesOf(place, source, folderKeys, []), folderKeys, savedKeys: [] };
}

/** GEN2 and GEN3 (FORMATS §13.2): runs are executed below `execute`. */
export function planExecute(place: RunPlace, source: FileSource): RunFilePlan {
  const folderKeys = folders('execute', place);
  const folder = folderKeys.find((key) => source.isFolder(key));
  const names = folder === undefined ? [] : (source.tryListNames(folder) ?? []);
  const app = (pattern: RegExp, otherwise: string): string[] => {
    const name = names.find((candidate) => pattern.test(candidate));
    return folderKeys.map((key) => `${key}/${name ?? otherwise}`);
  };
  const own: WantedFile[] = [
    {
      role: 'app-output',
      scope: 'folder',
      keys: app(/^[a-z]\w*_std\.txt$/i, 'hpcflow_std.txt'),
      note: FOLDER_NOTE,
      absence: place.keepsDirectOutput ? undefined : notRecorded(place, 'its own output'),
    },
    {
      role: 'app-log',
      scope: 'folder',
      // The package of a derived application names it: hpcflow.log, matflow.log.
      keys: app(appLog(names), 'hpcflow.log'),
      note: FOLDER_NOTE,
    },
  ];
  return {
    files: filesOf(place, source, folderKeys, own),
    folderKeys,
    savedKeys: folders('artifacts/tasks', place),
  };
}

const FOLDER_NOTE = 'The runs of all actions of this iteration write into it.';

/** Commands may write logs of their own; the application's has the name of its output. */
function appLog(names: readonly string[]): RegExp {
  const output = names.find((name) => /_std\.txt$/.test(name));
  return output === undefined
    ? /^(hpcflow|matflow)\.log$/
    : new RegExp(`^${output.replace(/_std\.txt$/, '').replace(/[^\w-]/g, '.')}\\.log$`);
}

/** Folder of a run, in the spellings of all versions (`a31` to `a34`: just the element's number). */
function folders(root: string, place: RunPlace): string[] {
  const loops = place.loopIdx.map(({ loop, iteration }) => `_${loop}-${iteration}`).join('');
  const task = `${root}/${place.taskDirName}${loops}`;
  const { element, attempt } = place;
  return [`${task}/e_${element}/r_${attempt}`, `${task}/${element}/r_${attempt}`];
}

function filesOf(
  place: RunPlace,
  source: FileSource,
  folderKeys: readonly string[],
  own: readonly WantedFile[],
): WantedFile[] {
  const { submission, jobscript, jobscriptRow, script } = place;
  const files: WantedFile[] = [];
  const inFolders = (...names: readonly string[]): string[] =>
    folderKeys.flatMap((folder) => names.map((name) => `${folder}/${name}`));
  if (submission !== undefined && jobscript !== undefined) {
    const folder = `artifacts/submissions/${submission}`;
    files.push(...jobscriptStreams(place, source, folder, streamAbsence(place)));
    files.push(...own);
    if (jobscriptRow !== undefined) {
      const name = `js_${jobscript}_act_${jobscriptRow}`;
      files.push({
        role: 'commands',
        scope: 'run',
        keys: inFolders(`${name}.sh`, `${name}.ps1`, 'commands.sh', 'commands.ps1'),
      });
    }
    files.push(...scriptOf(script, inFolders));
    files.push({
      role: 'jobscript',
      scope: 'jobscript',
      keys: [`${folder}/js_${jobscript}.sh`, `${folder}/js_${jobscript}.ps1`],
      note: jobscriptNote(place),
    });
    const table = place.layout === 'artifacts' ? 'need_EARs' : 'EAR_IDs';
    files.push(...runTable(place, source, [`${folder}/js_${jobscript}_${table}.txt`]));
  } else {
    const absence = notSubmitted();
    files.push({ role: 'stderr', scope: 'jobscript', keys: [], absence });
    files.push({ role: 'stdout', scope: 'jobscript', keys: [], absence });
    files.push(...own.map((file) => ({ ...file, absence })));
  }
  return files;
}

function scriptOf(script: string | undefined, inFolders: (name: string) => string[]): WantedFile[] {
  // A script may be named as `<<script:path/name.py>>`; it is copied under its last part.
  const name = script
    ?.replace(/^<<script:|>>$/g, '')
    .split('/')
    .at(-1);
  if (name === undefined || name === '') return [];
  return [{ role: 'script', scope: 'run', keys: inFolders(name) }];
}

export function notSubmitted(): Absence {
  return { state: 'absent', note: 'It was not submitted yet.' };
}

function notRecorded({ writer }: RunPlace, what: string): Absence {
  return { state: 'not-recorded', note: `Not recorded: ${writer} keeps ${what} nowhere.` };
}

function streamAbsence(place: RunPlace): Absence {
  if (place.schedulerJobId === undefined && !place.keepsDirectOutput) {
    return {
      state: 'not-recorded',
      note: `Not recorded by ${place.writer}: it keeps no output of runs that are executed directly, without a scheduler.`,
    };
  }
  if (!place.hasStarted) return { state: 'absent', note: 'It has not started yet.' };
  return { state: 'absent', note: 'There is no such file in the folder of the submission.' };
}
