import type { Identity } from '../../shared/contract/documents.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { WorkflowProcedureName } from '../../shared/contract/procedures.ts';

/** An open workflow, inside its worker: owns the store, the caches and the run index. */
export interface WorkflowSession {
  readonly identity: Identity;
  readonly handlers: Handlers<WorkflowProcedureName>;
  close(): Promise<void>;
}
