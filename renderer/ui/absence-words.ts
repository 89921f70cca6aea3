import type { RunStatus } from '../../shared/model/status.ts';

/**
 * Why a run has no time or exit code.
 *
 * @param what Such as `exit code`.
 * @param status Of the run, or the most urgent of several; absent: there is none.
 * @param writer What wrote the workflow, such as `hpcFlow 0.2.0a59`.
 */
export function absenceWords(what: string, status: RunStatus | undefined, writer: string): string {
  switch (status) {
    case undefined:
      return `no ${what}: no runs`;
    case 'pending':
    case 'prepared':
    case 'submitted':
      return `no ${what}: not started`;
    case 'running':
      return `no ${what}: still running`;
    case 'skipped':
    case 'ended-by-loop':
      return `no ${what}: it did not run`;
    default:
      return `${what} not recorded by ${writer}`;
  }
}
