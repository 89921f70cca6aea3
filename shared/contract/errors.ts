import { z } from 'zod';

/**
 * Everything that can be expected to go wrong. Errors are values: they cross every transport as
 * data, programs look at `code`, people read `message` and `action`.
 */
const base = {
  /** What happened, one sentence for people, naming the file or field. */
  message: z.string(),
  /** What the person can do about it. */
  action: z.string().optional(),
};

export const AppErrorSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('not-found'), ...base, path: z.string().optional() }),
  z.object({ code: z.literal('permission-denied'), ...base, path: z.string().optional() }),
  /** The folder is no workflow, or one of a layout that is recognised but not readable. */
  z.object({ code: z.literal('unsupported-format'), ...base, path: z.string().optional() }),
  /** A file that should be readable is not. `place` is the field inside the document. */
  z.object({
    code: z.literal('corrupt-data'),
    ...base,
    file: z.string(),
    place: z.string().optional(),
  }),
  /** The file changed while it was read; trying again may help. */
  z.object({ code: z.literal('changed-on-disk'), ...base, file: z.string().optional() }),
  z.object({ code: z.literal('too-large'), ...base, sizeBytes: z.number().optional() }),
  z.object({ code: z.literal('unsupported-operation'), ...base }),
  z.object({ code: z.literal('invalid-request'), ...base, field: z.string().optional() }),
  /** Not allowed here: wrong sender, read-only host, path outside the allowed roots. */
  z.object({ code: z.literal('refused'), ...base }),
  z.object({ code: z.literal('cancelled'), ...base }),
  z.object({ code: z.literal('disconnected'), ...base }),
  /** A bug. The log has the rest under `reference`. */
  z.object({ code: z.literal('internal'), ...base, reference: z.string() }),
]);

export type AppError = z.infer<typeof AppErrorSchema>;
export type AppErrorCode = AppError['code'];

/** An {@link AppError} on its way up inside one process. Only its data crosses a boundary. */
export class AppException extends Error {
  override readonly name = 'AppException';

  constructor(
    readonly error: AppError,
    options?: { readonly cause?: unknown },
  ) {
    super(error.message, options);
  }
}

/** A result that is either a value or an expected failure. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AppError };

/** Something that could not be read while the rest could. */
export const ProblemSchema = z.object({
  message: z.string(),
  /** File relative to the workflow folder. */
  file: z.string().optional(),
  /** Field or row inside the file. */
  place: z.string().optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;
