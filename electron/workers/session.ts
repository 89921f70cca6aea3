import type { Identity } from '../../shared/contract/documents.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { WorkflowProcedureName } from '../../shared/contract/procedures.ts';

/** Those that are answered from what was read at one moment. */
export type ReadingProcedureName = Exclude<WorkflowProcedureName, 'workflow.checkFiles'>;

/** What was read of a workflow at one moment. */
export interface ReadingSession {
  readonly identity: Identity;
  readonly handlers: Handlers<ReadingProcedureName>;
  close(): Promise<void>;
}

/** An open workflow, inside its worker: owns the store, the caches and the run index. */
export interface WorkflowSession {
  readonly identity: Identity;
  readonly handlers: Handlers<WorkflowProcedureName>;
  close(): Promise<void>;
}
