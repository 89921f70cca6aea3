import type { Handlers } from '../../shared/contract/handlers.ts';
import { fileException } from '../files/file-errors.ts';
import type { IndexCache } from '../workers/index-cache/index-cache.ts';

/** What the application keeps of workflows, for people who want to know or be rid of it. */
export function cacheHandlers(
  cache: IndexCache,
  folder: string,
): Handlers<'cache.readSize' | 'cache.clear'> {
  const known = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw fileException(error, folder);
    }
  };
  return {
    'cache.readSize': () => known(cache.size()),
    'cache.clear': async () => {
      await known(cache.clear());
      return known(cache.size());
    },
  };
}
