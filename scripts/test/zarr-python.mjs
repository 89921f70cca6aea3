import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.mjs';

const NOTICE = 'Installing python3-zarr with apt for the tests beside zarr-python.';

/**
 * Whether a Python here has zarr-python 2, and what that needs for arrays of objects;
 * test/support/zarr-python.ts looks for it likewise.
 */
function hasZarr() {
  const code = 'import msgpack, zarr; assert zarr.__version__ < "3"';
  return ['python3', '/usr/bin/python3'].some((python) => {
    return spawnSync(python, ['-c', code]).status === 0;
  });
}

/** Installs zarr-python through apt where that is allowed; tests that need it are skipped without. */
export async function ensureZarrPython() {
  if (!hasZarr()) await aptInstall(['python3-zarr', 'python3-msgpack'], NOTICE);
}
