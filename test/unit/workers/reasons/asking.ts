import type { WorkflowSession } from '../../../../electron/workers/session.ts';
import {
  type Input,
  type Output,
  PROCEDURES,
  type WorkflowProcedureName,
} from '../../../../shared/contract/procedures.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };

type Handler<N extends WorkflowProcedureName> = (
  input: Input<N>,
  of: typeof context,
) => Output<N> | Promise<Output<N>>;

/** Asks a session as the page does; answers are parsed with their schema. */
export function asking(session: WorkflowSession) {
  return async <N extends WorkflowProcedureName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const handler = session.handlers[name] as Handler<N>;
    return PROCEDURES[name].output.parse(await handler(input, context)) as Output<N>;
  };
}
