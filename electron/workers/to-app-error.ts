import { randomBytes } from 'node:crypto';
import type { AppError } from '../../shared/contract/errors.ts';
import { expectedError } from '../../shared/contract/exceptions.ts';

/**
 * The error as it crosses to the main thread. An expected failure is data already; anything else is
 * a bug: its stack goes to the log under a reference, and only the reference crosses.
 */
export function toAppError(error: unknown, doing: string, log: (line: string) => void): AppError {
  const expected = expectedError(error);
  if (expected !== undefined) return expected;
  const reference = randomBytes(4).toString('hex');
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log(`[${reference}] ${doing}: ${detail}`);
  return {
    code: 'internal',
    message: `Something unexpected happened inside Earshot (reference ${reference}).`,
    action: `Please report it with the lines of the log that name ${reference}.`,
    reference,
  };
}
