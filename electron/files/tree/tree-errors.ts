import { type AppError, AppException } from '../../../shared/contract/errors.ts';
import { errnoOf } from './retry.ts';

/** What was being done with a path, as it stands in a sentence: “… could not be *copied*”. */
export type Doing = 'copied' | 'deleted' | 'renamed' | 'moved to the trash' | 'looked at' | 'made';

/**
 * Turns errors of the system that a tree operation met with into errors for people.
 *
 * @param path - As the person knows it.
 */
export function treeException(error: unknown, path: string, doing: Doing): AppException {
  if (error instanceof AppException) return error;
  const data = treeError(errnoOf(error), path, doing);
  if (data === undefined) {
    const code = errnoOf(error) ?? (error instanceof Error ? error.message : String(error));
    return new AppException(
      {
        code: 'unsupported-operation',
        message: `${path} could not be ${doing} (${code}).`,
        action: 'Check the disk or the connection to the file server, then try again.',
      },
      { cause: error },
    );
  }
  return new AppException(data, { cause: error });
}

function treeError(code: string | undefined, path: string, doing: Doing): AppError | undefined {
  switch (code) {
    case 'ENOENT':
      return {
        code: 'not-found',
        message: `${path} could not be ${doing}: it is not there any more.`,
        action: 'Check whether it was moved, renamed or deleted, or its volume unmounted.',
        path,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'permission-denied',
        message: `${path} could not be ${doing}: you are not allowed to, or another program holds it.`,
        action: 'Close programs that use it, or ask its owner for permission, then try again.',
        path,
      };
    case 'EBUSY':
    case 'ETXTBSY':
      return {
        code: 'refused',
        message: `${path} could not be ${doing}: another program uses it.`,
        action:
          'Close programs that use it (syncing programs and virus scanners too), then try again.',
      };
    case 'EROFS':
      return {
        code: 'permission-denied',
        message: `${path} could not be ${doing}: its volume can only be read.`,
        action: 'Choose a place on another volume.',
        path,
      };
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'too-large',
        message:
          code === 'ENOSPC'
            ? `${path} could not be ${doing}: the volume is full.`
            : `${path} could not be ${doing}: your quota on this volume is used up.`,
        action: 'Free some space or choose a place on another volume, then try again.',
      };
    case 'EFBIG':
      return {
        code: 'too-large',
        message: `${path} could not be ${doing}: the volume does not take files of this size.`,
        action: 'Choose a place on another volume.',
      };
    case 'ENAMETOOLONG':
      return {
        code: 'invalid-request',
        message: `${path} could not be ${doing}: the name or the path is too long.`,
        action: 'Choose a shorter name, or a place with a shorter path.',
      };
    case 'EEXIST':
    case 'ENOTEMPTY':
      return {
        code: 'refused',
        message: `${path} could not be ${doing}: there is something of this name already.`,
        action: 'Choose another name.',
      };
    case 'EXDEV':
      return {
        code: 'unsupported-operation',
        message: `${path} could not be ${doing}: it would change to another volume.`,
      };
    case 'EINVAL':
    case 'EILSEQ':
      return {
        code: 'invalid-request',
        message: `${path} could not be ${doing}: the volume does not take this name.`,
        action: 'Choose a name of plain letters, digits, “-” and “_”.',
      };
    case 'ENOTDIR':
    case 'ELOOP':
    case 'EMLINK':
    case 'ESTALE':
      return {
        code: 'changed-on-disk',
        message: `${path} could not be ${doing}: it was replaced by something else.`,
        action: 'Reopen the folder and try again.',
        file: path,
      };
    case 'EMFILE':
    case 'ENFILE':
      return {
        code: 'too-large',
        message: `${path} could not be ${doing}: its folders are nested too deeply.`,
      };
    default:
      return undefined;
  }
}

/** The same error, with one more sentence for people. */
export function withMore(error: unknown, sentence: string): unknown {
  if (!(error instanceof AppException)) return error;
  const message = `${error.error.message} ${sentence}`;
  return new AppException({ ...error.error, message }, { cause: error });
}
