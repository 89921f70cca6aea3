import type { KnownCopy } from '../../../shared/contract/operations.ts';
import { agoWords, type Check } from './check-words.ts';

/** What is said of a copy, around its path. */
export interface CopyWords {
  readonly kind: Check['kind'];
  readonly before: string;
  readonly after: string;
  /** It can be opened. */
  readonly isThere: boolean;
}

/** What another place of a workflow means for deleting it: nothing is promised that was not seen. */
export function copyWords(copy: KnownCopy, nowMs: number): CopyWords {
  if (copy.origin === 'known') {
    return {
      kind: 'warn',
      before: 'The same workflow is also at',
      after: '; whether it is equal was not looked at.',
      isThere: true,
    };
  }
  const { condition, hasSourceChanged, madeMs, wasCompared, withoutRunFiles } = copy;
  const made = agoWords(madeMs, nowMs);
  const a = withoutRunFiles ? 'A copy without the files of runs' : 'A copy';
  switch (condition) {
    case 'missing':
      return {
        kind: 'warn',
        before: `${a} was made ${made}, but`,
        after: ' is gone.',
        isThere: false,
      };
    case 'out-of-reach':
      return {
        kind: 'warn',
        before: `${a} was made ${made}, but`,
        after: ' cannot be reached now.',
        isThere: false,
      };
    case 'changed':
      return {
        kind: 'warn',
        before: `${a} was made ${made}, but`,
        after: ' changed since: it may lack something.',
        isThere: true,
      };
    case 'as-made': {
      const how = wasCompared ? 'verified byte by byte' : 'verified by counting';
      const since = hasSourceChanged
        ? '. What changed here since is not in it.'
        : ', and nothing changed since.';
      return {
        kind: hasSourceChanged || withoutRunFiles ? 'warn' : 'good',
        before: `${a} exists:`,
        after: `, ${how} ${made}${since}`,
        isThere: true,
      };
    }
  }
}
