import type { RunDetail } from '../../../shared/contract/documents.ts';
import { exitCodeWords } from '../../../shared/model/exit-code.ts';
import { NO_EXIT_CODE, type RunIndex } from '../../../shared/model/run-index.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { STATUS_WORDS } from '../../ui/status-words.ts';

/** A sentence in bold, and what follows from it. */
export interface StatusSentences {
  readonly title: string;
  readonly detail: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the status of a run means for this run. */
export function statusSentences(run: NonNullable<RunDetail['run']>): StatusSentences {
  const words = STATUS_WORDS[run.status];
  if (run.status !== 'error') {
    return { title: words.name, detail: run.inference ?? `${words.meaning}.` };
  }
  if (run.exitCode === undefined) {
    return { title: 'Failed', detail: 'It ended without an exit code, and not successfully.' };
  }
  const decoded = exitCodeWords(run.exitCode);
  return decoded === undefined
    ? { title: `Failed with exit code ${run.exitCode}`, detail: 'By convention it says no more.' }
    : { title: capital(decoded.short), detail: decoded.detail };
}

/** `ended with exit code 137`, `was aborted`, `likely failed`: how a root failure ended. */
export function endWords(index: RunIndex, row: number): string {
  const status = statusOfCode(index.runs.status[row] ?? 0);
  const code = index.runs.exitCode[row] ?? NO_EXIT_CODE;
  if (status === 'aborted') return 'was aborted';
  if (status === 'likely-failed') return 'likely failed';
  return code === NO_EXIT_CODE ? 'failed' : `ended with exit code ${code}`;
}
