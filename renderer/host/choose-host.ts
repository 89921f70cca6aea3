import type { ElectronBridge, HostClient } from '../../shared/contract/client.ts';
import type { Result } from '../../shared/contract/errors.ts';
import { ElectronClient } from './electron-client.ts';
import { LoopbackClient } from './loopback-client.ts';

/** The page as its host left it: with the preload's bridge, or as a plain page of a web server. */
type HostedWindow = Window & { readonly earshot?: ElectronBridge | undefined };

/** The client of whatever host this page was loaded by. */
export async function chooseHost(page: HostedWindow): Promise<Result<HostClient>> {
  if (page.earshot !== undefined) return { ok: true, value: new ElectronClient(page.earshot) };
  return LoopbackClient.connect({
    location: page.location,
    history: page.history,
    sessionStorage: page.sessionStorage,
    fetch: (input, init) => page.fetch(input, init),
  });
}
