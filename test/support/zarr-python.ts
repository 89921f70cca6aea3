import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A Python with zarr-python 2 and msgpack, as Debian's packages give its own Python. */
export const PYTHON = ['python3', '/usr/bin/python3'].find((python) => {
  const code = 'import msgpack, zarr; assert zarr.__version__ < "3"';
  return spawnSync(python, ['-c', code]).status === 0;
});

/** Why tests that need {@link PYTHON} are skipped. */
export const NO_ZARR_PYTHON = 'python3-zarr and python3-msgpack are not installed';

const SCRIPT = fileURLToPath(new URL('zarr_peer.py', import.meta.url));

/** What zarr-python reads of a store: arrays of objects as rows, others as their facts and hash. */
export interface PeerStore {
  readonly attrs: unknown;
  /** By path, groups as `group`. */
  readonly items: Readonly<Record<string, unknown>>;
}

/** Reads stores with zarr-python. */
export function readWithPeer(paths: readonly string[]): PeerStore[] {
  const text = execFileSync(PYTHON ?? '', [SCRIPT, ...paths], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as PeerStore);
}
