import { basename, dirname } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import type { LeftOver } from '../../../shared/contract/operations.ts';
import type { LeftOver as FoundLeftOver } from '../../files/tree/left-overs.ts';
import type { OperationParts } from './operation-parts.ts';
import type { OperationRuns } from './operation-runs.ts';

type Parts = Pick<OperationParts, 'runTree' | 'dataFolder' | 'roots'>;

/** What operations left that were interrupted by a crash: the list, cleaning up, keeping. */
export class LeftOvers {
  readonly #parts: Parts;
  readonly #runs: OperationRuns;

  constructor(parts: Parts, runs: OperationRuns) {
    this.#parts = parts;
    this.#runs = runs;
  }

  async list(): Promise<LeftOver[]> {
    const found = await this.#found();
    return found.map(({ id, kind, path, source, target, startedMs }) => ({
      leftOverId: id,
      kind,
      path,
      source,
      ...(target === undefined ? {} : { target }),
      startedMs,
    }));
  }

  /** @throws {AppException} `not-found`. */
  async clean(id: string): Promise<string> {
    const leftOver = await this.#find(id);
    const { path, source } = leftOver;
    const { dataFolder, runTree } = this.#parts;
    return this.#runs.start(
      { kind: 'clean', name: basename(source), path, folder: path },
      async ({ signal, onProgress, onAnswers }) => {
        const wishes = { signal, onProgress, onAnswers };
        await runTree('cleanLeftOver', { dataFolder, id }, wishes);
        return { mentions: [] };
      },
    );
  }

  /** @throws {AppException} `not-found`. */
  async keep(id: string): Promise<void> {
    await this.#find(id);
    await this.#parts.runTree('keepLeftOver', { dataFolder: this.#parts.dataFolder, id });
  }

  async #find(id: string): Promise<FoundLeftOver> {
    const found = (await this.#found()).find((leftOver) => leftOver.id === id);
    if (found !== undefined) return found;
    throw new AppException({
      code: 'not-found',
      message: 'This left-over is not there any more.',
      action: 'Look at the list again.',
    });
  }

  /** Of what lies outside the allowed folders, not even the names are told. */
  async #found(): Promise<FoundLeftOver[]> {
    const { dataFolder, roots, runTree } = this.#parts;
    const all = await runTree('listLeftOvers', { dataFolder });
    const allowed = await Promise.all(all.map(({ path }) => roots.mayName(dirname(path))));
    return all.filter((_, row) => allowed[row] === true);
  }
}
