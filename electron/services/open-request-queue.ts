import { resolve } from 'node:path';
import type { OpenRequest } from '../../shared/contract/host.ts';
import type { AllowedRoots } from './allowed-roots.ts';

interface Waiting {
  readonly request: OpenRequest;
  /** The window that is meant; absent: the first that asks. */
  readonly connection: string | undefined;
}

/** What somebody asked for from outside and no page has taken yet. */
export class OpenRequestQueue {
  readonly #roots: AllowedRoots;
  #waiting: readonly Waiting[] = [];

  constructor(roots: AllowedRoots) {
    this.#roots = roots;
  }

  /** Adds requests, whose paths may be opened from now on; gives the whole paths. */
  add(requests: readonly OpenRequest[], connection?: string): string[] {
    const whole = requests.map((request) => ({ ...request, path: resolve(request.path) }));
    for (const { path } of whole) this.#roots.grant(path);
    this.#waiting = [...this.#waiting, ...whole.map((request) => ({ request, connection }))];
    return whole.map(({ path }) => path);
  }

  take(connection: string | undefined): OpenRequest[] {
    const isMeant = (waiting: Waiting): boolean =>
      waiting.connection === undefined || waiting.connection === connection;
    const taken = this.#waiting.filter(isMeant);
    this.#waiting = this.#waiting.filter((waiting) => !isMeant(waiting));
    return taken.map(({ request }) => request);
  }
}
