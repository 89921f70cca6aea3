import { AppException } from '../../shared/contract/errors.ts';

function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** True when there is nothing at the path (a missing parent folder included). */
export function isMissing(error: unknown): boolean {
  const code = errnoOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** True when the last part of the path is a symbolic link and was not followed. */
export function isUnfollowedLink(error: unknown): boolean {
  const code = errnoOf(error);
  return code === 'ELOOP' || code === 'EMLINK';
}

/**
 * The one place where errors of the operating system become errors for people.
 *
 * @param path - What was read, as the person knows it.
 */
export function fileException(error: unknown, path: string): AppException {
  if (error instanceof AppException) return error;
  const code = errnoOf(error) ?? 'unknown error';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppException(
        {
          code: 'not-found',
          message: `There is nothing at ${path}.`,
          action: 'Check that the folder was not moved, renamed or unmounted.',
          path,
        },
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
      return new AppException(
        {
          code: 'permission-denied',
          message: `You are not allowed to read ${path}.`,
          action: 'Ask its owner for permission to read it.',
          path,
        },
        { cause: error },
      );
    case 'ELOOP':
    case 'EMLINK':
      return new AppException(
        {
          code: 'refused',
          message: `${path} is a symbolic link that cannot be followed.`,
          action: 'Replace the link by the file itself.',
        },
        { cause: error },
      );
    case 'ESTALE':
      return new AppException(
        {
          code: 'changed-on-disk',
          message: `${path} was replaced on the file server while it was read.`,
          action: 'Try again.',
          file: path,
        },
        { cause: error },
      );
    case 'EISDIR':
      return new AppException(
        {
          code: 'corrupt-data',
          message: `${path} is a folder where a file is expected.`,
          action: 'Restore the file from a copy of the workflow.',
          file: path,
        },
        { cause: error },
      );
    default:
      return new AppException(
        {
          code: 'corrupt-data',
          message: `${path} could not be read (${code}).`,
          action: 'Check the disk or the connection to the file server, then try again.',
          file: path,
        },
        { cause: error },
      );
  }
}
