import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import type { CallContext, Handlers } from '../../shared/contract/handlers.ts';
import type { Capabilities, OpenRequest } from '../../shared/contract/host.ts';
import type {
  HostProcedureName,
  Input,
  Output,
  WorkflowProcedureName,
} from '../../shared/contract/procedures.ts';
import type { Releases } from './update-check.ts';

/** What people are told while they look at other windows. */
export type HostNotification = Input<'host.notify'>;

/** What a host brings to the backend it runs. */
export interface BackendOptions {
  readonly productVersion: string;
  readonly capabilities: Omit<
    Capabilities,
    'trash' | 'placeDialog' | 'windows' | 'notifications' | 'updates'
  >;
  /** Name of the machine, when the user may sit at another one. */
  readonly machine?: string | undefined;
  /** Folder for the application's own data (recents, settings). Never inside a workflow. */
  readonly dataFolder: string;
  /** Bundle of the workflow worker. */
  readonly workerFile: URL;
  /** Bundle of the worker for operations on whole folders. */
  readonly treeWorkerFile: URL;
  /** Folders that may be browsed and opened; absent: every folder the user can read. */
  readonly allowedRoots?: readonly string[] | undefined;
  /** Paths to open at start. */
  readonly initialPaths: readonly string[];
  /** The system's open dialog, where there is one. */
  readonly openDialog?:
    | ((kind: Input<'host.openDialog'>['kind']) => Promise<readonly string[]>)
    | undefined;
  /** Opens another window, with a place to show. */
  readonly newWindow?: ((place: OpenRequest | undefined) => void) | undefined;
  /** Where to look for newer releases, when the person wants that. */
  readonly releases?: Releases | undefined;
  /** Told what the tabs of a window show. */
  readonly notePlaces?: ((connection: string, places: readonly OpenRequest[]) => void) | undefined;
  /** Shows a notification of the system, for the window that asked for it. */
  readonly notify?:
    | ((notification: HostNotification, connection: string | undefined) => void)
    | undefined;
  /** File that `log` writes to. */
  readonly logFile?: string | undefined;
  /** The system's dialog for a folder to put a copy into; `undefined` when the person closed it. */
  readonly choosePlace?: (() => Promise<string | undefined>) | undefined;
  /** Moves a folder to the system's trash; needed where the trash is not a folder that we know. */
  readonly moveToTrash?: ((path: string) => Promise<void>) | undefined;
  /** Told of every workflow opened, for the system's list of recent documents. */
  readonly onOpened?: ((path: string) => void) | undefined;
  /** Where unexpected errors go; never to the renderer. */
  readonly log: (line: string) => void;
}

/** Everything behind the dispatcher, the same for every host. */
export interface Backend {
  readonly handlers: Handlers<HostProcedureName>;
  /** Answers a workflow procedure inside the worker of its workflow. */
  callWorkflow<N extends WorkflowProcedureName>(
    name: N,
    input: Input<N>,
    context: CallContext,
  ): Promise<Output<N>>;
  /** Returns the function that unsubscribes. */
  subscribe(
    listener: <N extends Exclude<EventName, 'call.progressed'>>(
      name: N,
      payload: EventPayload<N>,
    ) => void,
  ): () => void;
  /**
   * Asks a page to open these (second start, open-file, a link).
   *
   * @param connection the window that is meant; otherwise the first that asks.
   */
  requestOpen(requests: readonly OpenRequest[], connection?: string): void;
  /** True for a workflow that was opened here before: a path that is not news to this person. */
  knows(path: string): Promise<boolean>;
  /** A window or tab is gone: what only it had open is closed. */
  disconnect(connection: string): Promise<void>;
  /** What is being done with workflows, for people: `Copying study`. */
  busyWith(): readonly string[];
  /** Cancels what is being done with workflows and cleans up; ends all workers. */
  close(): Promise<void>;
}
