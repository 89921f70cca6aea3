import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.mjs';

const NOTICE = 'Installing desktop-file-utils, nsis and xvfb with apt for the tests of packaging.';
const TOOLS = ['desktop-file-validate', 'makensis', 'Xvfb'];

/**
 * Installs what checks the files that packages bring into a system, and a display of memory, through
 * apt where that is allowed; tests that need one are skipped without.
 */
export async function ensurePackagingTools() {
  const missing = TOOLS.filter(
    (tool) => spawnSync(tool, ['-help'], { stdio: 'ignore' }).error !== undefined,
  );
  if (missing.length > 0) await aptInstall(['desktop-file-utils', 'nsis', 'xvfb'], NOTICE);
}
