import { AppException } from '../../../shared/contract/errors.ts';

const UNPACK = 'Unpack the archive and open the folder.';

/** @param place - Member, or part of the archive. */
export function brokenZip(path: string, place: string, cause?: unknown): AppException {
  return new AppException(
    {
      code: 'corrupt-data',
      message: `The zip archive ${path} is damaged (${place}).`,
      action: 'Copy or download it again.',
      file: path,
      place,
    },
    { cause },
  );
}

export function unsupportedZip(path: string, what: string): AppException {
  return new AppException({
    code: 'unsupported-format',
    message: `The zip archive ${path} ${what}, which cannot be read.`,
    action: UNPACK,
    path,
  });
}

export function tooLargeInZip(path: string, what: string, sizeBytes: number): AppException {
  return new AppException({
    code: 'too-large',
    message: `${what} of the zip archive ${path} is too large to be read at once.`,
    action: UNPACK,
    sizeBytes,
  });
}

export function changedZip(path: string): AppException {
  return new AppException({
    code: 'changed-on-disk',
    message: `The zip archive ${path} was replaced or changed since it was opened.`,
    action: 'Open it again.',
    file: path,
  });
}
