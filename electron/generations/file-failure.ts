import { AppException } from '../../shared/contract/errors.ts';

/** Code of a file system error, such as `ENOENT`; `undefined` for anything else. */
export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** True when the error says that there is nothing at the path. */
export function isAbsence(error: unknown): boolean {
  const code = errnoOf(error);
  // A part of the path is a file; a name longer than any file system allows.
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}

/** What a failed access to `path` means for people. */
export function fileFailure(error: unknown, path: string): AppException {
  if (error instanceof AppException) return error;
  const code = errnoOf(error);
  if (isAbsence(error)) {
    return new AppException(
      {
        code: 'not-found',
        message: `There is no file or folder at ${path}.`,
        action: 'Check whether it was moved or renamed, or whether its drive is connected.',
        path,
      },
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new AppException(
      {
        code: 'permission-denied',
        message: `You are not allowed to read ${path}.`,
        action: 'Ask its owner for read access.',
        path,
      },
      { cause: error },
    );
  }
  return new AppException(
    {
      code: 'corrupt-data',
      message: `${path} could not be read (${code ?? 'unknown error'}).`,
      action: 'Check the drive it is on, then try again.',
      file: path,
    },
    { cause: error },
  );
}
