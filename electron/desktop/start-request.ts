import { z } from 'zod';
import { type ArgvContext, pathsOfArgv } from './open-paths.ts';

const AdditionalDataSchema = z.object({ paths: z.array(z.string()) });
/** What a second start tells the first, beside its command line. */
export type AdditionalData = z.infer<typeof AdditionalDataSchema>;

/**
 * The paths a second start asks for. Its own reading of its command line is preferred, for Chromium
 * reorders `argv` and adds to it; where that is missing (another version), `argv` is read here,
 * from the folder the second start was made in.
 */
export function pathsOfSecondStart(
  argv: readonly string[],
  context: ArgvContext,
  additionalData: unknown,
): readonly string[] {
  const told = AdditionalDataSchema.safeParse(additionalData);
  return told.success ? told.data.paths : pathsOfArgv(argv, context);
}
