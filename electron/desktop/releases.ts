import { net } from 'electron';
import type { Releases } from '../services/update-check.ts';

/** `owner/name` on GitHub, put in by the build of a release (vite.electron.config.ts); else empty. */
declare const EARSHOT_REPOSITORY: string;

const TIMEOUT_MS = 10_000;

/** Where releases of this build are; `undefined` for one that is no release. */
export function releasesOfBuild(): Releases | undefined {
  const repository = EARSHOT_REPOSITORY;
  return repository === '' ? undefined : { repository, read };
}

/** By Chromium, which knows the proxy of the system. No cookie goes along, no other page is followed. */
async function read(url: string): Promise<string> {
  const response = await net.fetch(url, {
    credentials: 'omit',
    redirect: 'error',
    headers: { accept: 'application/vnd.github+json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}
