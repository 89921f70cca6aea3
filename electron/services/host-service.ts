import { AppException } from '../../shared/contract/errors.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { HostDescription } from '../../shared/contract/host.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import type { BackendOptions } from './backend.ts';

type Procedures = 'host.describe' | 'host.openDialog' | 'host.takeOpenRequests';

/**
 * @param openRequests paths that somebody asked for and no page has taken yet; emptied by taking.
 */
export function hostHandlers(
  options: BackendOptions,
  roots: AllowedRoots,
  openRequests: string[],
): Handlers<Procedures> {
  return {
    'host.describe': () => ({
      productVersion: options.productVersion,
      platform: platformOf(process.platform),
      ...(options.machine === undefined ? {} : { machine: options.machine }),
      pathSeparator: process.platform === 'win32' ? '\\' : '/',
      capabilities: options.capabilities,
    }),
    'host.openDialog': async () => {
      if (options.openDialog === undefined) {
        throw new AppException({
          code: 'unsupported-operation',
          message: 'This host has no open dialog of its own.',
          action: 'Browse the folders, or paste a path.',
        });
      }
      const paths = await options.openDialog();
      for (const path of paths) roots.grant(path);
      return { paths: [...paths] };
    },
    'host.takeOpenRequests': () => ({ paths: openRequests.splice(0) }),
  };
}

function platformOf(platform: NodeJS.Platform): HostDescription['platform'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
