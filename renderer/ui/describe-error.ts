import type { AppError } from '../../shared/contract/errors.ts';
import { formatBytes } from './format.ts';

/** An error in words: what happened, what it means, what to do. */
export interface ErrorWords {
  readonly title: string;
  readonly detail: string;
  readonly action?: string | undefined;
  /** Trying again may help. */
  readonly isWorthRetrying: boolean;
}

/** Words for every code there is; a new code does not compile until it has its words here. */
export function describeError(error: AppError): ErrorWords {
  const { message, action } = error;
  const words = (title: string, detail: string, otherwise?: string, isWorthRetrying = false) => ({
    title,
    detail,
    action: action ?? otherwise,
    isWorthRetrying,
  });
  switch (error.code) {
    case 'not-found':
      return words('Not found.', message, 'Check the path; a drive may not be connected.', true);
    case 'permission-denied':
      return words(
        'Not allowed to read.',
        message,
        'Ask its owner for permission to read it.',
        true,
      );
    case 'unsupported-format':
      return words('Not a layout that can be read.', message);
    case 'corrupt-data': {
      return words(
        'A file cannot be read.',
        message,
        'Everything else stays usable. Restore the file from a backup to see this part.',
        true,
      );
    }
    case 'changed-on-disk':
      return words('The file changed while it was read.', message, 'Try again in a moment.', true);
    case 'too-large': {
      const size = error.sizeBytes === undefined ? '' : ` It is ${formatBytes(error.sizeBytes)}.`;
      return words('Too large to show whole.', `${message}${size}`, 'Look at a part of it.');
    }
    case 'unsupported-operation':
      return words('Not possible here.', message);
    case 'invalid-request':
      return words(
        'The request was not understood.',
        error.field === undefined ? message : `${message} (${error.field})`,
      );
    case 'refused':
      return words('Refused.', message);
    case 'cancelled':
      return words('Cancelled.', message, undefined, true);
    case 'disconnected':
      return words(
        'The connection is gone.',
        message,
        'Start Earshot again, or reconnect the tunnel.',
        true,
      );
    case 'internal':
      return words(
        'Something in Earshot went wrong.',
        `${message} Reference ${error.reference}.`,
        'The log has the rest under this reference.',
        true,
      );
  }
}
