import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { HostName } from './host.ts';

const NOBODY = 65_534;
const SERVE = join(import.meta.dirname, '..', '..', 'dist', 'node', 'serve.js');

/**
 * A user whom permissions bind: our own unless we are root; then, for a host that is a process of
 * its own, `nobody`, where that user can run it.
 */
export function ordinaryUser(host: HostName): 'own' | 'none' | number {
  if (process.getuid?.() !== 0) return 'own';
  if (host !== 'loopback') return 'none';
  const { status } = spawnSync(process.execPath, [SERVE, '--help'], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0 ? NOBODY : 'none';
}
