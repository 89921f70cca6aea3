import type { FileSource } from '../../files/file-source.ts';
import type { Absence, RunPlace, WantedFile } from './run-place.ts';

type StreamRole = 'stderr' | 'stdout' | 'output';

/** Endings of the output files of schedulers: SLURM names them, SGE has its own way. */
const ENDINGS: readonly (readonly [RegExp, StreamRole])[] = [
  [/_stderr\.log$/, 'stderr'],
  [/_stdout\.log$/, 'stdout'],
  [/_std\.log$/, 'output'],
  [/\.err$/, 'stderr'],
  [/\.out$/, 'stdout'],
  [/\.e\d+(\.\d+)?$/, 'stderr'],
  [/\.o\d+(\.\d+)?$/, 'stdout'],
];

/** Number of the array job's item at the end of a name. */
const ITEM = /[._]\d+\.(\d+)(?:\.(?:out|err))?$|\.[oe]\d+\.(\d+)$/;

/**
 * Standard output and error of a run's jobscript, by what is there: a scheduler's configuration may
 * name them otherwise than expected, so the folder is listed (FORMATS §2.4, GEN4 §12.2).
 *
 * @param folder - Key of the folder they are in.
 * @param absence - Why there are none.
 */
export function jobscriptStreams(
  place: RunPlace,
  source: FileSource,
  folder: string,
  absence: Absence,
): WantedFile[] {
  const found = new Map<StreamRole, string>();
  let isItem = false;
  for (const name of (source.tryListNames(folder) ?? []).sort()) {
    const role = ENDINGS.find(([ending]) => ending.test(name))?.[1];
    if (role === undefined || !isOfJobscript(name, place)) continue;
    const match = ITEM.exec(name);
    const item = match?.[1] ?? match?.[2];
    if (item !== undefined && Number(item) !== (place.jobscriptColumn ?? -1) + 1) continue;
    isItem ||= item !== undefined;
    found.set(role, `${folder}/${name}`);
  }
  // SLURM writes both into the one with the ending `.out` when it is told so.
  const isCombined = found.has('output') || (found.has('stdout') && !found.has('stderr'));
  const roles: StreamRole[] = isCombined ? ['output'] : ['stderr', 'stdout'];
  return roles.map((role) => {
    const key = found.get(role) ?? (role === 'output' ? found.get('stdout') : undefined);
    return {
      role,
      scope: 'jobscript',
      keys: key === undefined ? [] : [key],
      note: isItem ? ITEM_NOTE : JOBSCRIPT_NOTE,
      absence,
    };
  });
}

const ITEM_NOTE = 'It is the output of one item of the array job: of all actions of this element.';
const JOBSCRIPT_NOTE =
  'hpcflow keeps one for the whole jobscript: the output of all its runs, in the order they ran.';

function isOfJobscript(name: string, { jobscript, schedulerJobId }: RunPlace): boolean {
  const rest = new RegExp(`^js_${jobscript}([._].*)$`).exec(name)?.[1];
  if (rest === undefined) return false;
  if (/^_std(err|out)?\.log$/.test(rest)) return true;
  return schedulerJobId === undefined || rest.includes(schedulerJobId.replace(/\[.*$/, ''));
}
