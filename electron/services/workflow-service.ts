import type { Identity } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext, Handlers } from '../../shared/contract/handlers.ts';
import type { Input, Output, WorkflowProcedureName } from '../../shared/contract/procedures.ts';
import { RUN_STATUSES, type StatusCounts } from '../../shared/model/status.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import type { Recents } from './recents.ts';
import type { RecogniseAllowed } from './recognise-allowed.ts';
import type { WorkflowRegistry } from './workflow-registry.ts';

export interface WorkflowServiceParts {
  readonly registry: WorkflowRegistry;
  readonly recents: Recents;
  readonly roots: AllowedRoots;
  readonly recognise: RecogniseAllowed;
  readonly onOpened: ((path: string) => void) | undefined;
  readonly log: (line: string) => void;
}

/** Holds what is opened where nobody says who calls. */
const ONLY_CALLER = '';

type Procedures = 'workflow.open' | 'workflow.close' | 'workflow.reopen';

export function workflowHandlers(parts: WorkflowServiceParts): Handlers<Procedures> {
  const { registry } = parts;
  return {
    'workflow.open': async ({ path }, { signal, connection = ONLY_CALLER }) => {
      const found = await parts.recognise(path);
      if (found.kind === 'not-a-workflow') throw unsupported(found.reason, found.path);
      if (!found.isReadable) {
        throw unsupported(found.note ?? 'This workflow cannot be read yet.', found.path);
      }
      const realPath = await parts.roots.resolve(found.path);
      const { workflow, identity } = await registry.open(found.path, realPath, connection);
      if (signal.aborted) {
        await registry.takeBack(workflow, connection);
        throw new AppException({ code: 'cancelled', message: 'Opening was cancelled.' });
      }
      const lastAt = await parts.recents.add(recentOf(identity, workflow.path));
      tellHost(parts, workflow.path);
      return { workflowId: workflow.id, identity, ...(lastAt === undefined ? {} : { lastAt }) };
    },
    'workflow.close': async ({ workflowId }, { connection = ONLY_CALLER }) => {
      await registry.release(workflowId, connection);
      return {};
    },
    'workflow.reopen': async ({ workflowId }) => ({ identity: await registry.reopen(workflowId) }),
  };
}

/** Calls inside a worker, and keeps the counts that pass by for the list of recent workflows. */
export async function callWorkflow<N extends WorkflowProcedureName>(
  parts: Pick<WorkflowServiceParts, 'registry' | 'recents'>,
  name: N,
  input: Input<N>,
  context: CallContext,
): Promise<Output<N>> {
  const { workflow, value } = await parts.registry.call(name, input, context);
  const counts = countsIn(name, value);
  if (counts !== undefined) void parts.recents.noteCounts(workflow.path, counts);
  return value;
}

function countsIn(name: WorkflowProcedureName, value: unknown): StatusCounts | undefined {
  if (name === 'workflow.readCounts') return (value as Output<'workflow.readCounts'>).all;
  if (name !== 'workflow.readRunIndex') return undefined;
  const counts = RUN_STATUSES.map(() => 0);
  for (const code of (value as Output<'workflow.readRunIndex'>).runs.status) {
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts.slice(0, RUN_STATUSES.length);
}

/** Listed under the path by which it is opened again, whatever the worker calls it. */
function recentOf(identity: Identity, path: string): Identity {
  return { ...identity, path };
}

function tellHost(parts: WorkflowServiceParts, path: string): void {
  try {
    parts.onOpened?.(path);
  } catch (exception) {
    parts.log(`the system's list of recent documents was not told: ${String(exception)}`);
  }
}

function unsupported(message: string, path: string): AppException {
  return new AppException({ code: 'unsupported-format', message, path });
}
