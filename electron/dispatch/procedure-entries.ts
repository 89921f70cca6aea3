import type { z } from 'zod';
import type { CallContext, Handlers } from '../../shared/contract/handlers.ts';
import {
  type HostProcedureName,
  type Input,
  isProcedureName,
  isWorkflowProcedure,
  PROCEDURES,
  type ProcedureName,
  type WorkflowProcedureName,
} from '../../shared/contract/procedures.ts';
import type { Backend } from '../services/backend.ts';

/** What the dispatcher needs to know of a procedure. */
export interface ProcedureEntry {
  readonly effect: 'read' | 'write';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** Gets input that its schema has parsed. May throw. */
  readonly run: (input: unknown, context: CallContext) => unknown;
}

/** Finds a procedure by the name a caller sent; `undefined` for names that are none. */
export type FindProcedure = (name: string) => ProcedureEntry | undefined;

/** The procedures of the contract, answered by a backend. */
export function proceduresOf(backend: Backend): FindProcedure {
  return (name) => {
    if (!isProcedureName(name)) return undefined;
    const { effect, input, output } = PROCEDURES[name];
    return { effect, input, output, run: runnerOf(name, backend) };
  };
}

function runnerOf(name: ProcedureName, backend: Backend): ProcedureEntry['run'] {
  return isWorkflowProcedure(name) ? workflowRunner(name, backend) : hostRunner(name, backend);
}

function workflowRunner<N extends WorkflowProcedureName>(
  name: N,
  backend: Backend,
): ProcedureEntry['run'] {
  return (input, context) => backend.callWorkflow(name, input as Input<N>, context);
}

function hostRunner<N extends HostProcedureName>(name: N, backend: Backend): ProcedureEntry['run'] {
  const handlers: Handlers<N> = backend.handlers;
  return (input, context) => handlers[name](input as Input<N>, context);
}
