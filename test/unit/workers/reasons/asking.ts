import type { ReadingProcedureName, ReadingSession } from '../../../../electron/workers/session.ts';
import { type Input, type Output, PROCEDURES } from '../../../../shared/contract/procedures.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };

type Handler<N extends ReadingProcedureName> = (
  input: Input<N>,
  of: typeof context,
) => Output<N> | Promise<Output<N>>;

/** Asks a session as the page does; answers are parsed with their schema. */
export function asking(session: Pick<ReadingSession, 'handlers'>) {
  return async <N extends ReadingProcedureName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const handler = session.handlers[name] as Handler<N>;
    return PROCEDURES[name].output.parse(await handler(input, context)) as Output<N>;
  };
}
