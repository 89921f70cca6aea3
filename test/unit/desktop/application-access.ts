import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronBridge } from '../../../shared/contract/client.ts';
import type { OpenRequest } from '../../../shared/contract/host.ts';
import { StandIn, type StandInOptions } from '../../stand-in/stand-in.ts';

/** What the page has as `window.earshot`. */
export function bridgeOf(standIn: StandIn): ElectronBridge {
  const bridge = standIn.contents.$document?.window.earshot;
  if (bridge === undefined) throw new Error('the page has no window.earshot');
  return bridge as ElectronBridge;
}

/** What the application logged so far. */
export function logOf(standIn: StandIn): string {
  const file = join(standIn.home, 'logs', 'earshot.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Paths the page is asked to open. */
export async function takePaths(standIn: StandIn): Promise<readonly string[]> {
  const answer = await bridgeOf(standIn).call('take', 'host.takeOpenRequests', {});
  const { value } = answer as { readonly value: { readonly requests: readonly OpenRequest[] } };
  return value.requests.map(({ path }) => path);
}

/** Runs `use` on an application that is ready, and closes it whatever happens. */
export async function withApplication(
  options: StandInOptions,
  use: (standIn: StandIn) => Promise<void> | void,
): Promise<void> {
  const standIn = new StandIn(options);
  try {
    standIn.start();
    await standIn.ready();
    await use(standIn);
  } finally {
    await standIn.close();
  }
}
