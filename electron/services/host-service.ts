import { AppException } from '../../shared/contract/errors.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { HostDescription } from '../../shared/contract/host.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import type { BackendOptions } from './backend.ts';
import type { TargetPlaces } from './target-places.ts';

type Procedures =
  | 'host.describe'
  | 'host.openDialog'
  | 'host.choosePlace'
  | 'host.takeOpenRequests';

/**
 * @param openRequests paths that somebody asked for and no page has taken yet; emptied by taking.
 */
export function hostHandlers(
  options: BackendOptions,
  roots: AllowedRoots,
  places: TargetPlaces,
  openRequests: string[],
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
      },
    }),
    'host.openDialog': async () => {
      if (options.openDialog === undefined) throw new AppException(NO_DIALOG);
      const paths = await options.openDialog();
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
    'host.takeOpenRequests': () => ({ paths: openRequests.splice(0) }),
  };
}

const NO_DIALOG = {
  code: 'unsupported-operation',
  message: 'This host has no dialog for folders of its own.',
  action: 'Browse the folders, or paste a path.',
} as const;

function platformOf(platform: NodeJS.Platform): HostDescription['platform'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
