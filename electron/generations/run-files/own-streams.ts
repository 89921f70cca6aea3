import type { RunFile, RunFolder } from '../../../shared/contract/run-files.ts';

/** Names of files that programs redirect a stream to, such as `solver_stderr.log` and `run.out`. */
const NAMES = {
  stderr: /(^|[._-])(err|error|errors|stderr)([._-]|$)/i,
  stdout: /(^|[._-])(out|stdout)(\.(log|txt))?$/i,
} as const;

/**
 * Streams that were redirected into the folder of a run, where hpcflow has one log for all runs of a
 * jobscript (or none): what the run wrote alone is nearest to the cause. Each role is given once, by its first
 * file that has something in it; `stdout` only beside a log of hpcflow's that is shared.
 *
 * @param files - As the layout of the generation has them
 * @param folder - Folder of the run, with its listing
 */
export function ownStreams(files: readonly RunFile[], folder: RunFolder): readonly RunFile[] {
  return (['stderr', 'stdout'] as const).flatMap((role) => {
    const kept = files.find((file) => file.role === role);
    if (kept?.scope === 'run' && kept.state === 'there') return [];
    const file = folder.files.find(
      ({ name, sizeBytes }) => sizeBytes > 0 && NAMES[role].test(name),
    );
    if (file === undefined) return [];
    const { key, name, sizeBytes } = file;
    const shared =
      kept?.state === 'there' ? ' That of the whole jobscript is among the files.' : '';
    const note = `${name}, from the folder of the run.${shared}`;
    return [{ role, scope: 'folder', state: 'there', key, sizeBytes, note }];
  });
}
