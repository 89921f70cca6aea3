import { type AppError, AppException } from '../../shared/contract/errors.ts';

export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What another program, a syncing service or a slow file server may let go of in a moment. */
const PASSING = new Set([
  'EACCES',
  'EAGAIN',
  'EBUSY',
  'EMFILE',
  'ENFILE',
  'ENOTEMPTY',
  'EPERM',
  'ESTALE',
  'ETXTBSY',
]);

/** True for errors that a later try may not meet again. */
export function isPassing(error: unknown): boolean {
  return PASSING.has(errnoOf(error) ?? '');
}

function writeError(code: string | undefined, path: string): AppError {
  const message = (why: string): string => `${path} could not be written: ${why}.`;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        code: 'not-found',
        message: message('its folder is not there'),
        action: 'Check that the workflow was not moved, renamed or unmounted.',
        path,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'permission-denied',
        message: message('you are not allowed to, or another program holds it'),
        action: 'Close programs that use it, or ask its owner for permission, then try again.',
        path,
      };
    case 'EROFS':
      return {
        code: 'permission-denied',
        message: message('its volume can only be read'),
        action: 'Copy the workflow to another volume.',
        path,
      };
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'refused',
        message: message(code === 'ENOSPC' ? 'the disk is full' : 'your quota is used up'),
        action: 'Free some space, then try again. The file is as it was.',
      };
    case 'EEXIST':
      return {
        code: 'refused',
        message: message('it exists already'),
        action: 'Choose another name.',
      };
    case 'ENAMETOOLONG':
      return {
        code: 'invalid-request',
        message: message('the name is too long'),
        action: 'Choose a shorter name.',
      };
    default:
      return {
        code: 'unsupported-operation',
        message: message(code ?? 'unknown error'),
        action: 'Check the disk or the connection to the file server, then try again.',
      };
  }
}

/** An error of the system as an error for people. */
export function writeException(error: unknown, path: string): AppException {
  if (error instanceof AppException) return error;
  return new AppException(writeError(errnoOf(error), path), { cause: error });
}
