import { join } from 'node:path';
import { recognise } from '../generations/recognise.ts';
import { createSampleWorkflow } from '../sample/sample-workflow.ts';
import { IndexCache } from '../workers/index-cache/index-cache.ts';
import { AllowedRoots } from './allowed-roots.ts';
import type { Backend, BackendOptions } from './backend.ts';
import { cacheHandlers } from './cache-service.ts';
import { EventBus } from './event-bus.ts';
import { folderHandlers } from './folder-service.ts';
import { hostHandlers } from './host-service.ts';
import { knownSubmissionsHandlers } from './known-submissions-service.ts';
import { type CreateSample, libraryHandlers } from './library-service.ts';
import { OpenRequestQueue } from './open-request-queue.ts';
import { FinishedCopies } from './operations/finished-copies.ts';
import { operationService } from './operations/operation-handlers.ts';
import { type RunTree, threadedTree } from './operations/run-tree.ts';
import { Recents } from './recents.ts';
import { type Recognise, recogniseAllowed } from './recognise-allowed.ts';
import { recogniseKnown } from './recognise-known.ts';
import { SavedViews, savedViewHandlers } from './saved-views.ts';
import { SettingsFile, settingsHandlers } from './settings.ts';
import { TargetPlaces } from './target-places.ts';
import { updateHandlers } from './update-check.ts';
import { WorkflowRegistry } from './workflow-registry.ts';
import { callWorkflow, workflowHandlers } from './workflow-service.ts';
import {
  type SpareWorkers,
  type StartWorker,
  spareWorkers,
  threadWorkers,
} from './workflow-worker.ts';

/** What the backend is made of; tests bring their own. */
export interface BackendParts {
  readonly startWorker: StartWorker;
  readonly recognise: Recognise;
  readonly createSample: CreateSample;
  readonly runTree: RunTree;
}

/** Everything behind the dispatcher, the same for every host. */
export function createBackend(options: BackendOptions, parts: Partial<BackendParts> = {}): Backend {
  const { log, onOpened } = options;
  const bus = new EventBus(log);
  const roots = new AllowedRoots(options.allowedRoots);
  const openRequests = new OpenRequestQueue(roots);
  openRequests.add(options.initialPaths.map((path) => ({ path })));
  const recents = new Recents(options.dataFolder, log, () => bus.emit('library.changed', {}));
  const settings = new SettingsFile(options.dataFolder, log, (changed) =>
    bus.emit('settings.changed', changed),
  );
  const cache = {
    folder: join(options.dataFolder, 'index-cache'),
    appVersion: options.productVersion,
  };
  const indexCache = new IndexCache(cache);
  const recogniseHere = recogniseAllowed(
    roots,
    recogniseKnown(indexCache, parts.recognise ?? recognise),
  );
  const workers: SpareWorkers =
    parts.startWorker === undefined
      ? spareWorkers(options.workerFile, log, cache)
      : { start: parts.startWorker, close: async () => undefined };
  const places = new TargetPlaces(roots);
  const registry = new WorkflowRegistry(workers.start, (workflow, error) => {
    log(`the worker of ${workflow.path} ended: ${error.message}`);
    bus.emit('workflow.crashed', { workflowId: workflow.id, error });
  });
  const workflows = { registry, recents, roots, recognise: recogniseHere, onOpened, log };
  const operations = operationService({
    registry,
    recents,
    roots,
    places,
    recognise: parts.recognise ?? recognise,
    // What is done with a workflow is decided by its files.
    startWorker: parts.startWorker ?? threadWorkers(options.workerFile, log),
    indexCache,
    runTree: parts.runTree ?? threadedTree(options.treeWorkerFile, log),
    copies: new FinishedCopies(options.dataFolder, log),
    dataFolder: options.dataFolder,
    moveToTrash: options.moveToTrash,
    bus,
    log,
  });
  return {
    handlers: {
      ...hostHandlers(options, roots, places, openRequests),
      ...folderHandlers(roots, recents, options.capabilities.writes ? places : undefined),
      ...operations.handlers,
      ...libraryHandlers({
        recents,
        roots,
        recognise: recogniseHere,
        createSample: parts.createSample ?? createSampleWorkflow,
      }),
      ...knownSubmissionsHandlers({ recents, roots, recognise: recogniseHere, log }),
      ...settingsHandlers(settings),
      ...updateHandlers({
        productVersion: options.productVersion,
        dataFolder: options.dataFolder,
        settings,
        releases: options.releases,
        log,
      }),
      ...cacheHandlers(indexCache, cache.folder),
      ...savedViewHandlers(new SavedViews(options.dataFolder, log), roots),
      ...workflowHandlers(workflows),
    },
    callWorkflow: (name, input, context) => callWorkflow(workflows, name, input, context),
    subscribe: (listener) => bus.subscribe(listener),
    requestOpen(requests, connection) {
      // Kept as well as told: a page that is still loading takes them when it is ready.
      const paths = openRequests.add(requests, connection);
      bus.emit('host.openRequested', { paths });
    },
    knows: (path) => recents.knows(path),
    disconnect: (connection) => registry.releaseAll(connection),
    busyWith: () => operations.busyWith(),
    async close() {
      await operations.close();
      await registry.closeAll();
      await workers.close();
    },
  };
}
