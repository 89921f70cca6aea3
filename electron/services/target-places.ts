import { AppException } from '../../shared/contract/errors.ts';
import type { TargetPlace } from '../../shared/contract/operations.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import { HandleTable } from './handle-table.ts';

/** As many as a person goes through in a folder browser. */
const MOST_PLACES = 1000;

/** Folders that copies may be put into, known to the page by handles only. */
export class TargetPlaces {
  readonly #roots: AllowedRoots;
  readonly #paths = new HandleTable<string>(MOST_PLACES);

  constructor(roots: AllowedRoots) {
    this.#roots = roots;
  }

  issue(path: string): TargetPlace {
    return { placeId: this.#paths.issue(path), path };
  }

  /**
   * Absolute path of a place.
   *
   * @throws {AppException} `not-found` for a handle that is not known; `refused` outside the roots;
   * @throws the system's error when the folder is not there.
   */
  async find(placeId: string): Promise<string> {
    const path = this.#paths.find(placeId);
    if (path !== undefined) {
      await this.#roots.resolve(path);
      return path;
    }
    throw new AppException({
      code: 'not-found',
      message: 'The folder for the copy is not known any more.',
      action: 'Choose it again.',
    });
  }
}
