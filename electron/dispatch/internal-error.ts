import { randomBytes } from 'node:crypto';
import type { AppError } from '../../shared/contract/errors.ts';
import { expectedError } from '../../shared/contract/exceptions.ts';

/**
 * The error a caller gets for an exception. What nobody expected becomes `internal`: its stack goes
 * to the log under a reference, and only the reference to the caller.
 */
export function errorOfException(
  exception: unknown,
  doing: string,
  log: (line: string) => void,
): AppError {
  const expected = expectedError(exception);
  if (expected !== undefined) return expected;
  const reference = randomBytes(4).toString('hex');
  log(`[${reference}] ${doing}: ${textOf(exception)}`);
  return {
    code: 'internal',
    message: `Something unexpected happened inside Earshot (reference ${reference}).`,
    action: `Please report it with the lines of the log that name ${reference}.`,
    reference,
  };
}

function textOf(exception: unknown): string {
  if (!(exception instanceof Error)) return String(exception);
  const cause = exception.cause === undefined ? '' : `\n  caused by ${textOf(exception.cause)}`;
  return `${exception.stack ?? `${exception.name}: ${exception.message}`}${cause}`;
}
