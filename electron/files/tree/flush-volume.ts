import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const SYNC = ['/usr/bin/sync', '/bin/sync'].find((path) => existsSync(path));
/** A volume on which others write much may take very long; the copy is whole without it. */
const LONGEST_MS = 120_000;

/**
 * Brings what the system holds in memory for the volume of a folder to the disk in one go
 * (syncfs(2), by `sync -f`): bringing 100,000 small files there one by one would take minutes. Node
 * has no call for it, and other systems no such program: undefined there.
 */
export const flushVolume: ((folder: string) => boolean) | undefined =
  process.platform !== 'linux' || SYNC === undefined
    ? undefined
    : (folder) =>
        spawnSync(SYNC, ['--file-system', '--', folder], { stdio: 'ignore', timeout: LONGEST_MS })
          .status === 0;
