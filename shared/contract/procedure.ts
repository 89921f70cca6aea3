import { z } from 'zod';

/** What the page can ask: see `PROCEDURES` for scope and effect. */
interface Procedure<I extends z.ZodType, O extends z.ZodType> {
  readonly scope: 'host' | 'workflow';
  readonly effect: 'read' | 'write';
  readonly input: I;
  readonly output: O;
}

export function hostRead<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  // Not typed as Procedure: the scope must stay the literal, it sorts the names below.
  return { scope: 'host', effect: 'read', input, output } as const satisfies Procedure<I, O>;
}

export function hostWrite<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { scope: 'host', effect: 'write', input, output } as const satisfies Procedure<I, O>;
}

export function workflowRead<S extends z.ZodRawShape, O extends z.ZodType>(shape: S, output: O) {
  const input = z.strictObject({ workflowId: z.string().min(1).max(64), ...shape });
  return { scope: 'workflow', effect: 'read', input, output } as const satisfies Procedure<
    typeof input,
    O
  >;
}
