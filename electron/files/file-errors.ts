import { type AppError, AppException } from '../../shared/contract/errors.ts';

/** What was being done with a path, as it stands in a sentence: “… could not be *copied*”. */
export type Doing =
  | 'read'
  | 'written'
  | 'copied'
  | 'deleted'
  | 'renamed'
  | 'moved to the trash'
  | 'looked at'
  | 'made'
  | 'packed'
  | 'unpacked';

/** Code of an error of the system, such as `ENOENT`. */
export function errnoOf(error: unknown): string | undefined {
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

/**
 * The one place where errors of the operating system become errors for people.
 *
 * @param path - As the person knows it.
 */
export function fileException(error: unknown, path: string, doing: Doing = 'read'): AppException {
  if (error instanceof AppException) return error;
  const cause = { cause: error };
  const code = errnoOf(error) ?? (error instanceof Error ? error.message : 'unknown error');
  const known = doing === 'read' ? readError(code, path) : changeError(code, path, doing);
  if (known !== undefined) return new AppException(known, cause);
  const message = `${path} could not be ${doing} (${code}).`;
  const action = 'Check the disk or the connection to the file server, then try again.';
  return doing === 'read'
    ? new AppException({ code: 'corrupt-data', message, action, file: path }, cause)
    : new AppException({ code: 'unsupported-operation', message, action }, cause);
}

/** The same error, with one more sentence for people. */
export function withMore(error: unknown, sentence: string): unknown {
  if (!(error instanceof AppException)) return error;
  const message = `${error.error.message} ${sentence}`;
  return new AppException({ ...error.error, message }, { cause: error });
}

/** What reading meets; `undefined` for what nobody foresaw. */
function readError(code: string, path: string): AppError | undefined {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        code: 'not-found',
        message: `There is nothing at ${path}.`,
        action: 'Check that the folder was not moved, renamed or unmounted.',
        path,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'permission-denied',
        message: `You are not allowed to read ${path}.`,
        action: 'Ask its owner for permission to read it.',
        path,
      };
    case 'ELOOP':
    case 'EMLINK':
      return {
        code: 'refused',
        message: `${path} is a symbolic link that cannot be followed.`,
        action: 'Replace the link by the file itself.',
      };
    case 'ESTALE':
      return {
        code: 'changed-on-disk',
        message: `${path} was replaced on the file server while it was read.`,
        action: 'Try again.',
        file: path,
      };
    case 'EISDIR':
      return {
        code: 'corrupt-data',
        message: `${path} is a folder where a file is expected.`,
        action: 'Restore the file from a copy of the workflow.',
        file: path,
      };
    default:
      return undefined;
  }
}

/** What operations that change something meet; `undefined` for what nobody foresaw. */
function changeError(code: string, path: string, doing: Doing): AppError | undefined {
  const message = (why: string): string => `${path} could not be ${doing}: ${why}.`;
  switch (code) {
    case 'ENOENT':
      return {
        code: 'not-found',
        message: message(
          doing === 'written' ? 'its folder is not there' : 'it is not there any more',
        ),
        action: 'Check whether it was moved, renamed or deleted, or its volume unmounted.',
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
    case 'EBUSY':
    case 'ETXTBSY':
      return {
        code: 'refused',
        message: message('another program uses it'),
        action:
          'Close programs that use it (syncing programs and virus scanners too), then try again.',
      };
    case 'EROFS':
      return {
        code: 'permission-denied',
        message: message('its volume can only be read'),
        action: 'Choose a place on another volume.',
        path,
      };
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'too-large',
        message: message(
          code === 'ENOSPC' ? 'the volume is full' : 'your quota on this volume is used up',
        ),
        action: 'Free some space or choose a place on another volume, then try again.',
      };
    case 'EFBIG':
      return {
        code: 'too-large',
        message: message('the volume does not take files of this size'),
        action: 'Choose a place on another volume.',
      };
    case 'ENAMETOOLONG':
      return {
        code: 'invalid-request',
        message: message('the name or the path is too long'),
        action: 'Choose a shorter name, or a place with a shorter path.',
      };
    case 'EEXIST':
    case 'ENOTEMPTY':
      return {
        code: 'refused',
        message: message('there is something of this name already'),
        action: 'Choose another name.',
      };
    case 'EXDEV':
      return {
        code: 'unsupported-operation',
        message: message('it would change to another volume'),
      };
    case 'EINVAL':
    case 'EILSEQ':
      return {
        code: 'invalid-request',
        message: message('the volume does not take this name'),
        action: 'Choose a name of plain letters, digits, “-” and “_”.',
      };
    case 'ENOTDIR':
    case 'ELOOP':
    case 'EMLINK':
    case 'ESTALE':
      return {
        code: 'changed-on-disk',
        message: message('it was replaced by something else'),
        action: 'Reopen the folder and try again.',
        file: path,
      };
    case 'EMFILE':
    case 'ENFILE':
      // Trees are walked with one open folder per level.
      return doing === 'written'
        ? undefined
        : { code: 'too-large', message: message('its folders are nested too deeply') };
    default:
      return undefined;
  }
}
