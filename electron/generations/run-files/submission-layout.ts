import type { FileSource } from '../../files/file-source.ts';
import { notSubmitted } from './early-layouts.ts';
import { jobscriptStreams } from './jobscript-streams.ts';
import { jobscriptNote, runTable } from './jobscript-words.ts';
import type { RunFilePlan, RunPlace, WantedFile } from './run-place.ts';

const SHELLS = ['.sh', '.ps1'] as const;

/** GEN4 and later (GEN4 §11, §12): files by run, in the folder of the submission. */
export function planSubmission(place: RunPlace, source: FileSource): RunFilePlan {
  const { folderParts } = place;
  const below = (root: string): string[] =>
    folderParts === undefined ? [] : [[root, ...folderParts].join('/')];
  return {
    files: filesOf(place, source),
    folderKeys: below('execute'),
    ...(folderParts === undefined
      ? {
          noFolder: {
            state: 'absent' as const,
            note: 'The run has no folder of its own: it is executed in the tmp folder of its submission.',
          },
        }
      : {}),
    savedKeys: below('artifacts/tasks'),
  };
}

function filesOf(place: RunPlace, source: FileSource): WantedFile[] {
  const { submission, jobscript, runId } = place;
  if (submission === undefined || jobscript === undefined) {
    const absence = notSubmitted();
    return (['stderr', 'stdout'] as const).map((role) => ({
      role,
      scope: 'jobscript' as const,
      keys: [],
      absence,
    }));
  }
  const folder = `artifacts/submissions/${submission}`;
  const shell = (name: string): string[] => SHELLS.map((ending) => `${folder}/${name}${ending}`);
  return [
    ...jobscriptStreams(place, source, `${folder}/js_std/${jobscript}`, {
      state: 'absent',
      note: place.hasStarted
        ? 'There is no such file in the folder of the submission.'
        : 'It has not started yet.',
    }),
    {
      role: 'app-output',
      scope: 'run',
      keys: [`${folder}/app_std/${runId}.txt`, ...appOutputOfJobscript(place, source, folder)],
      absence: place.hasStarted
        ? { state: 'empty', note: 'Empty: hpcflow wrote nothing for this run.' }
        : { state: 'absent', note: 'It has not started yet.' },
    },
    {
      role: 'app-log',
      scope: 'run',
      keys: [`${folder}/app_logs/r_${runId}.log`],
      absence: {
        state: 'not-recorded',
        note: 'Not recorded: the resource write_app_logs is not set.',
      },
    },
    {
      role: 'commands',
      scope: 'run',
      keys: [
        ...shell(`commands/${runId}`),
        ...(place.commandsFileId === undefined ? [] : shell(`commands/${place.commandsFileId}`)),
        ...shell(`commands/js_${jobscript}`),
      ],
    },
    ...scriptOf(place, source, folder),
    {
      role: 'jobscript',
      scope: 'jobscript',
      keys: [...shell(`jobscripts/js_${jobscript}`), ...shell(`js_${jobscript}`)],
      note: jobscriptNote(place),
    },
    ...runTable(place, source, [
      `${folder}/js_run_ids/js_${jobscript}_EAR_IDs.txt`,
      `${folder}/js_${jobscript}_EAR_IDs.txt`,
    ]),
  ];
}

/** Combined scripts write one file for each action of a block, or for the jobscript. */
function appOutputOfJobscript(
  { jobscript, jobscriptRow }: RunPlace,
  source: FileSource,
  folder: string,
): string[] {
  const names = source.tryListNames(`${folder}/app_std`) ?? [];
  const ofAction = new RegExp(`^(js_${jobscript}_)?blk_\\d+_blk_act_${jobscriptRow}\\.txt$`);
  return [...names.filter((name) => ofAction.test(name)), `js_${jobscript}.txt`].map(
    (name) => `${folder}/app_std/${name}`,
  );
}

/** `<objective>_act_<action>[.<specifiers>].<ext>`, or the combined script (GEN4 §12.4). */
function scriptOf(
  { jobscript, objective, action, script }: RunPlace,
  source: FileSource,
  folder: string,
): WantedFile[] {
  const names = (source.tryListNames(`${folder}/scripts`) ?? []).sort();
  const own = `${objective}_act_${action}.`;
  const keys = [
    ...names.filter((name) => name.startsWith(own)),
    ...names.filter((name) => name.startsWith(`js_${jobscript}.`)),
  ].map((name) => `${folder}/scripts/${name}`);
  return script === undefined && keys.length === 0 ? [] : [{ role: 'script', scope: 'run', keys }];
}
