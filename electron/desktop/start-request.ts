import { z } from 'zod';
import { type ArgvContext, requestOfArgv, type StartRequest } from './open-paths.ts';

const AdditionalDataSchema = z.object({
  paths: z.array(z.string()),
  links: z.array(z.string()).default([]),
  isNewWindow: z.boolean().default(false),
});
/** What a second start tells the first, beside its command line. */
export type AdditionalData = z.infer<typeof AdditionalDataSchema>;

/**
 * What a second start asks for. Its own reading of its command line is preferred, for Chromium
 * reorders `argv` and adds to it; where that is missing (another version), `argv` is read here,
 * from the folder the second start was made in.
 */
export function requestOfSecondStart(
  argv: readonly string[],
  context: ArgvContext,
  additionalData: unknown,
): StartRequest {
  const told = AdditionalDataSchema.safeParse(additionalData);
  return told.success ? told.data : requestOfArgv(argv, context);
}
