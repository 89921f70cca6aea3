import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { scratchFolder } from '../unit/files/tree/tree-support.ts';

/** Real volumes: full, read-only, with files that cannot be removed. They need root on Linux. */
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
export const NEEDS = 'mounting volumes needs root on Linux';

/** A small volume; undefined where mounting is not allowed. */
export function volume(options: string): string | undefined {
  const top = join(scratchFolder(), 'volume');
  mkdirSync(top);
  if (!isRoot) return undefined;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', top], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', [top]);
  });
  return top;
}
