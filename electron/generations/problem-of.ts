import { AppException, type Problem } from '../../shared/contract/errors.ts';

/**
 * An expected failure of one part as a problem beside the others.
 *
 * @throws The error itself when it is a bug, or when it concerns more than this part.
 */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof AppException)) throw error;
  const { error: data } = error;
  if (data.code === 'permission-denied' || data.code === 'cancelled') throw error;
  if (data.code !== 'corrupt-data') return { message: data.message };
  return {
    message: data.message,
    file: data.file,
    ...(data.place === undefined ? {} : { place: data.place }),
  };
}
