import type { FileSource } from '../../files/file-source.ts';
import type { RunPlace, WantedFile } from './run-place.ts';

/** Which turn of the jobscript's loops the run is, by the names of its variables. */
export function jobscriptNote(place: RunPlace): string | undefined {
  const { jobscriptRow, jobscriptElement, jobscriptBlock, layout } = place;
  if (jobscriptRow === undefined || jobscriptElement === undefined) return undefined;
  const isLater = layout === 'submission';
  const block =
    isLater && jobscriptBlock !== undefined && jobscriptBlock > 0
      ? `block_idx ${jobscriptBlock}, `
      : '';
  const action = `${isLater ? 'block_act_idx' : 'JS_act_idx'} ${jobscriptRow}`;
  return `Marked is what executes the runs; this one with ${block}JS_elem_idx ${jobscriptElement} and ${action}.`;
}

/** The table that a jobscript reads what to run from: a line per element, a field per action. */
export function runTable(
  place: RunPlace,
  source: FileSource,
  keys: readonly string[],
): WantedFile[] {
  const key = keys.find((candidate) => source.isFile(candidate));
  const { jobscriptElement, jobscriptRow, layout, runId } = place;
  if (key === undefined || jobscriptElement === undefined || jobscriptRow === undefined) return [];
  const field = `Field ${jobscriptRow + 1} of line ${jobscriptElement + 1}`;
  const note =
    layout === 'artifacts'
      ? `${field} is this run: 1 where it is to be run, 0 where not.`
      : `${field} is run ${runId}.`;
  return [{ role: 'run-ids', scope: 'jobscript', keys: [key], note }];
}
