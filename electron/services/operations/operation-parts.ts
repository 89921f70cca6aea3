import type { IndexCache } from '../../workers/index-cache/index-cache.ts';
import type { AllowedRoots } from '../allowed-roots.ts';
import type { EventBus } from '../event-bus.ts';
import type { Recents } from '../recents.ts';
import type { Recognise } from '../recognise-allowed.ts';
import type { TargetPlaces } from '../target-places.ts';
import type { WorkflowRegistry } from '../workflow-registry.ts';
import type { StartWorker } from '../workflow-worker.ts';
import type { FinishedCopies } from './finished-copies.ts';
import type { RunTree } from './run-tree.ts';

/** What operations on whole workflows stand on. */
export interface OperationParts {
  readonly registry: WorkflowRegistry;
  readonly recents: Recents;
  readonly roots: AllowedRoots;
  readonly places: TargetPlaces;
  readonly recognise: Recognise;
  /** Its workers read what the files hold, never what is kept of them. */
  readonly startWorker: StartWorker;
  readonly indexCache: Pick<IndexCache, 'forget'>;
  readonly runTree: RunTree;
  readonly copies: FinishedCopies;
  /** Absolute path of the application's own folder, where operations are noted. */
  readonly dataFolder: string;
  /** The trash of a system that has no open specification of it (Windows, macOS). */
  readonly moveToTrash: ((path: string) => Promise<void>) | undefined;
  readonly bus: EventBus;
  readonly log: (line: string) => void;
}
