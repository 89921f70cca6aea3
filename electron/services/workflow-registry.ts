import { randomBytes } from 'node:crypto';
import type { Identity } from '../../shared/contract/documents.ts';
import { type AppError, AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { Input, Output, WorkflowProcedureName } from '../../shared/contract/procedures.ts';
import { OpenWorkflow } from './open-workflow.ts';
import type { StartWorker } from './workflow-worker.ts';

/** The workflows that are open, each in its worker, by ids that nobody can guess. */
export class WorkflowRegistry {
  readonly #start: StartWorker;
  readonly #onCrash: (workflow: OpenWorkflow, error: AppError) => void;
  readonly #byId = new Map<string, OpenWorkflow>();
  /** By the path without links, so that two ways to one folder are one workflow. */
  readonly #byRealPath = new Map<string, OpenWorkflow>();

  constructor(start: StartWorker, onCrash: (workflow: OpenWorkflow, error: AppError) => void) {
    this.#start = start;
    this.#onCrash = onCrash;
  }

  /**
   * Opens a workflow, or finds it open; one whose worker crashed is started anew.
   *
   * @param holder the window or tab that opens it.
   *
   * @throws {AppException} what opening found wrong; the workflow is then not open.
   */
  async open(
    path: string,
    realPath: string,
    holder: string,
  ): Promise<{ readonly workflow: OpenWorkflow; readonly identity: Identity }> {
    const known = this.#byRealPath.get(realPath);
    if (known !== undefined) {
      count(known, holder, 1);
      const worker = await known.worker().catch(() => {
        // Opened by another call and failed: no longer known, and tried again from the start.
        return this.#byId.has(known.id) ? known.restart() : undefined;
      });
      return worker === undefined
        ? this.open(path, realPath, holder)
        : { workflow: known, identity: worker.identity };
    }
    const id = randomBytes(18).toString('base64url');
    const workflow = new OpenWorkflow(id, path, this.#start, this.#onCrash);
    count(workflow, holder, 1);
    this.#byId.set(id, workflow);
    this.#byRealPath.set(realPath, workflow);
    try {
      const { identity } = await workflow.worker();
      return { workflow, identity };
    } catch (exception) {
      this.#forget(workflow);
      throw exception;
    }
  }

  /** Takes back one `open` whose caller has gone; closes the workflow when it was the only one. */
  async takeBack(workflow: OpenWorkflow, holder: string): Promise<void> {
    count(workflow, holder, -1);
    if (workflow.holders.size === 0) await this.close(workflow.id);
  }

  /** A window or tab has no more use of a workflow; it is closed when it was the last one. */
  async release(id: string, holder: string): Promise<void> {
    const workflow = this.#byId.get(id);
    if (workflow === undefined) return;
    workflow.holders.delete(holder);
    if (workflow.holders.size === 0) await this.close(id);
  }

  /** A window or tab is gone, with all that it had open. */
  async releaseAll(holder: string): Promise<void> {
    const held = [...this.#byId.values()].filter(({ holders }) => holders.has(holder));
    await Promise.all(held.map(({ id }) => this.release(id, holder)));
  }

  async call<N extends WorkflowProcedureName>(
    name: N,
    input: Input<N>,
    context: CallContext,
  ): Promise<{ readonly workflow: OpenWorkflow; readonly value: Output<N> }> {
    const workflow = this.#find(input.workflowId);
    const worker = await workflow.worker();
    return { workflow, value: await worker.call(name, input, context) };
  }

  /** @throws {AppException} `not-found` for an id that is not open; what opening found wrong. */
  async reopen(id: string): Promise<Identity> {
    const worker = await this.#find(id).restart();
    return worker.identity;
  }

  /** Closes a workflow; nothing happens when it is not open. */
  async close(id: string): Promise<void> {
    const workflow = this.#byId.get(id);
    if (workflow === undefined) return;
    this.#forget(workflow);
    await workflow.close();
  }

  /** @throws {AppException} `not-found` for an id that is not open. */
  pathOf(id: string): string {
    return this.#find(id).path;
  }

  /** The open workflow of a folder, by its path without links. */
  openAt(realPath: string): OpenWorkflow | undefined {
    return this.#byRealPath.get(realPath);
  }

  /** Notes that the folder of an open workflow is elsewhere now. */
  moved(workflow: OpenWorkflow, realPath: string): void {
    if (this.#byId.get(workflow.id) !== workflow) return;
    this.#forget(workflow);
    this.#byId.set(workflow.id, workflow);
    this.#byRealPath.set(realPath, workflow);
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#byId.keys()].map((id) => this.close(id)));
  }

  #find(id: string): OpenWorkflow {
    const workflow = this.#byId.get(id);
    if (workflow !== undefined) return workflow;
    throw new AppException({
      code: 'not-found',
      message: 'This workflow is not open any more.',
      action: 'Open it again.',
    });
  }

  #forget(workflow: OpenWorkflow): void {
    this.#byId.delete(workflow.id);
    for (const [realPath, known] of this.#byRealPath) {
      if (known === workflow) this.#byRealPath.delete(realPath);
    }
  }
}

function count({ holders }: OpenWorkflow, holder: string, by: 1 | -1): void {
  const opened = (holders.get(holder) ?? 0) + by;
  if (opened > 0) holders.set(holder, opened);
  else holders.delete(holder);
}
