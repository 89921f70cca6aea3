import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.mjs';

const PYTHONS = ['python3', '/usr/bin/python3'];

/** Whether a Python here has zarr-python 2 (zarr-peer.test.ts looks for it likewise). */
function hasZarr() {
  const code = 'import zarr; assert zarr.__version__ < "3"';
  return PYTHONS.some((python) => spawnSync(python, ['-c', code]).status === 0);
}

/** Installs zarr-python through apt where that is allowed; tests that need it are skipped without. */
export async function ensureZarrPython() {
  if (hasZarr()) return;
  await aptInstall(
    'python3-zarr',
    'Installing python3-zarr with apt for the tests beside zarr-python.',
  );
}
