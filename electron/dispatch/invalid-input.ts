import type { z } from 'zod';
import type { AppError } from '../../shared/contract/errors.ts';

/** The error for an input its schema refuses: names the first field that is wrong. */
export function errorOfInvalidInput(name: string, error: z.ZodError): AppError {
  const issue = error.issues[0];
  const field = fieldOf(issue);
  const what = field === undefined ? `The input of ${name}` : `Field ${field} of ${name}`;
  return {
    code: 'invalid-request',
    message: `${what} is not valid: ${issue?.message ?? 'unknown reason'}.`,
    ...(field === undefined ? {} : { field }),
  };
}

function fieldOf(issue: z.core.$ZodIssue | undefined): string | undefined {
  if (issue === undefined) return undefined;
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') path.push(...issue.keys.slice(0, 1));
  return path.length === 0 ? undefined : path.join('.');
}
