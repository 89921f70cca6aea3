import { AppException } from '../../shared/contract/errors.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { HostDescription } from '../../shared/contract/host.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import type { BackendOptions } from './backend.ts';
import type { OpenRequestQueue } from './open-request-queue.ts';
import { readReport } from './report.ts';
import type { TargetPlaces } from './target-places.ts';

type Procedures =
  | 'host.describe'
  | 'host.openDialog'
  | 'host.choosePlace'
  | 'host.takeOpenRequests'
  | 'host.newWindow'
  | 'host.notify'
  | 'host.notePlaces'
  | 'host.readReport';

export function hostHandlers(
  options: BackendOptions,
  roots: AllowedRoots,
  places: TargetPlaces,
  openRequests: OpenRequestQueue,
): Handlers<Procedures> {
  return {
    'host.describe': () => ({
      productVersion: options.productVersion,
      platform: platformOf(process.platform),
      ...(options.machine === undefined ? {} : { machine: options.machine }),
      pathSeparator: process.platform === 'win32' ? '\\' : '/',
      capabilities: {
        ...options.capabilities,
        // On Linux the trash is a folder, and the application's own business.
        trash: process.platform === 'linux' || options.moveToTrash !== undefined,
        placeDialog: options.choosePlace !== undefined,
        windows: options.newWindow !== undefined,
        notifications: options.notify !== undefined,
        updates: options.releases !== undefined,
      },
    }),
    'host.openDialog': async ({ kind }) => {
      if (options.openDialog === undefined) throw new AppException(NO_DIALOG);
      const paths = await options.openDialog(kind);
      for (const path of paths) roots.grant(path);
      return { paths: [...paths] };
    },
    'host.choosePlace': async () => {
      if (options.choosePlace === undefined) throw new AppException(NO_DIALOG);
      const path = await options.choosePlace();
      if (path === undefined) return {};
      roots.grant(path);
      return { place: places.issue(path) };
    },
    'host.takeOpenRequests': (_input, { connection }) => ({
      requests: openRequests.take(connection),
    }),
    'host.newWindow': ({ place }) => {
      if (options.newWindow === undefined) throw new AppException(NO_WINDOWS);
      options.newWindow(place);
      return {};
    },
    'host.notify': (notification, { connection }) => {
      if (options.notify === undefined) throw new AppException(NO_NOTIFICATIONS);
      options.notify(notification, connection);
      return {};
    },
    'host.notePlaces': ({ places }, { connection }) => {
      // A host without windows of its own has nothing to open again.
      if (connection !== undefined) options.notePlaces?.(connection, places);
      return {};
    },
    'host.readReport': async () => ({ text: await readReport(options) }),
  };
}

const NO_DIALOG = {
  code: 'unsupported-operation',
  message: 'This host has no dialog for folders of its own.',
  action: 'Browse the folders, or paste a path.',
} as const;

const NO_NOTIFICATIONS = {
  code: 'unsupported-operation',
  message: 'This host shows no notifications.',
  action: 'Look at the page.',
} as const;

const NO_WINDOWS = {
  code: 'unsupported-operation',
  message: 'This host has no windows of its own.',
  action: 'Open the page in another window of the browser.',
} as const;

function platformOf(platform: NodeJS.Platform): HostDescription['platform'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
