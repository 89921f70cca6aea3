import type { RunFile, RunFileRole } from '../../../shared/contract/run-files.ts';
import { formatBytes } from '../../ui/format.ts';

const STREAMS: readonly RunFileRole[] = ['stderr', 'stdout', 'output', 'app-output'];
/** What likely tells why a run failed, first. */
const BY_INTEREST: readonly RunFileRole[] = ['stderr', 'output', 'app-output', 'stdout'];
const SCRIPTS: readonly RunFileRole[] = ['commands', 'script', 'jobscript', 'run-ids'];

/** What was written while the run ran: of each role the first, which is the nearest to the run. */
export function streamsOf(files: readonly RunFile[]): RunFile[] {
  return STREAMS.flatMap((role) => files.find((file) => file.role === role) ?? []);
}

/** What hpcflow keeps beside the streams and scripts that are shown: its log, and shared streams. */
export function otherFilesOf(files: readonly RunFile[]): RunFile[] {
  const shown = [...streamsOf(files), ...scriptsOf(files)];
  return files.filter((file) => file.key !== undefined && !shown.includes(file));
}

export function scriptsOf(files: readonly RunFile[]): RunFile[] {
  return files.filter(({ role }) => SCRIPTS.includes(role));
}

/** The stream to look at first: one with something in it. */
export function firstStream(streams: readonly RunFile[]): RunFile | undefined {
  const written = BY_INTEREST.flatMap((role) =>
    streams.filter((file) => file.role === role && file.state === 'there'),
  );
  return written[0] ?? streams[0];
}

/** Name of a file by what it is; `appName` wrote the workflow. */
export function roleName(role: RunFileRole, appName: string): string {
  switch (role) {
    case 'output':
      return 'Output';
    case 'app-output':
      return appName;
    case 'app-log':
      return `${appName} log`;
    case 'commands':
      return 'Commands';
    case 'script':
      return 'Script';
    case 'jobscript':
      return 'Jobscript';
    case 'run-ids':
      return 'Runs of the jobscript';
    default:
      return role;
  }
}

/** Size of a file, or in a word why there is none. */
export function stateWord({ state, sizeBytes }: RunFile): string {
  switch (state) {
    case 'there':
      return formatBytes(sizeBytes ?? 0);
    case 'empty':
      return 'empty';
    case 'absent':
      return 'none';
    case 'not-recorded':
      return 'not recorded';
    case 'not-in-zip':
      return 'not in zip';
  }
}

/** Why there is nothing to read, in a sentence. */
export function absenceSentence({ state, note }: RunFile): string {
  if (state === 'empty') return `Empty: nothing was written. ${note ?? ''}`.trim();
  return note ?? 'There is no such file.';
}
