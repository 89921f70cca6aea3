import { type AppError, AppErrorSchema, AppException } from './errors.ts';

interface SystemError {
  readonly code: string;
  readonly path: string | undefined;
}

function systemErrorOf(exception: Error): SystemError | undefined {
  const { code, path } = exception as { readonly code?: unknown; readonly path?: unknown };
  if (typeof code !== 'string') return undefined;
  return { code, path: typeof path === 'string' ? path : undefined };
}

/** The error of a failed system call, by its errno name; `undefined` for those nobody expects. */
function fromSystemError({ code, path }: SystemError): AppError | undefined {
  const what = path ?? 'A file or folder';
  const at = path === undefined ? {} : { path };
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        code: 'not-found',
        message: `${what} is not there.`,
        action: 'Check whether it was moved, renamed or deleted.',
        ...at,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'permission-denied',
        message: `${what} may not be read by this user.`,
        action: 'Ask its owner for read access.',
        ...at,
      };
    case 'EROFS':
      return {
        code: 'permission-denied',
        message: `${what} is on a file system that cannot be written.`,
        action: 'Choose another folder.',
        ...at,
      };
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'too-large',
        message: `There is no space left to write ${path ?? 'the file'}.`,
        action: 'Free some space, then try again.',
      };
    case 'EBUSY':
    case 'ESTALE':
      return {
        code: 'changed-on-disk',
        message: `${what} is in use or was replaced by another program.`,
        action: 'Try again.',
        ...(path === undefined ? {} : { file: path }),
      };
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return {
        code: 'invalid-request',
        message:
          code === 'ELOOP' ? `${what} is a link that leads to itself.` : 'The path is too long.',
        field: 'path',
      };
    default:
      return undefined;
  }
}

/**
 * What an exception says to people, when it is one that can be expected: an {@link AppException},
 * an `AbortError`, a failed system call. `undefined` for anything else, which is a bug.
 */
export function expectedError(exception: unknown): AppError | undefined {
  if (exception instanceof AppException) {
    // Parsed, so that nothing but the error's own fields ever crosses.
    const parsed = AppErrorSchema.safeParse(exception.error);
    return parsed.success ? parsed.data : undefined;
  }
  if (!(exception instanceof Error)) return undefined;
  if (exception.name === 'AbortError') {
    return { code: 'cancelled', message: 'The call was cancelled.' };
  }
  const systemError = systemErrorOf(exception);
  return systemError === undefined ? undefined : fromSystemError(systemError);
}
