import { APP_ORIGIN, APP_PAGE } from './app-protocol.ts';

/** Where the window's page comes from. */
export interface PageSource {
  readonly origin: string;
  readonly url: string;
}

/**
 * The page of the bundle; for development, the server named by `EARSHOT_DEV_URL`: only on this
 * machine, and never in a packaged application.
 *
 * @throws {Error} when the variable names anything else.
 */
export function choosePage(devUrl: string | undefined, isPackaged: boolean): PageSource {
  if (devUrl === undefined || devUrl === '' || isPackaged) {
    return { origin: APP_ORIGIN, url: APP_PAGE };
  }
  const url = URL.canParse(devUrl) ? new URL(devUrl) : undefined;
  if (url?.protocol !== 'http:' || url.hostname !== '127.0.0.1') {
    throw new Error(`EARSHOT_DEV_URL must start with http://127.0.0.1, and is ${devUrl}`);
  }
  return { origin: url.origin, url: url.href };
}
