import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type FileOperations,
  nodeFileOperations,
} from '../../../../electron/files/tree/file-operations.ts';
import { type ProvenItem, proveItem } from '../../../../electron/files/tree/proven-item.ts';
import { Retrier, type RetryPolicy } from '../../../../electron/files/tree/retry.ts';
import { alone } from '../../../../electron/files/tree/sharing.ts';
import type { TreeContext } from '../../../../electron/files/tree/tree-context.ts';
import type {
  HeldFile,
  TreeControl,
  TreePhase,
} from '../../../../electron/files/tree/tree-control.ts';
import { AppException } from '../../../../shared/contract/errors.ts';

/** A control that tests steer: counts waits, and stops when told. */
export class TestControl implements TreeControl {
  isCancelled = false;
  sleptMs = 0;
  files = 0;
  sizeBytes = 0;
  readonly phases: TreePhase[] = [];
  readonly waitedFor: HeldFile[] = [];
  /** The person skips what is waited for. */
  isSkipping = false;
  /** Called before every entry; may cancel. */
  onCheck: (files: number) => void = () => undefined;

  isStopped(): boolean {
    this.onCheck(this.files);
    return this.isCancelled;
  }
  sleep(ms: number): void {
    this.sleptMs += ms;
  }
  held(file: HeldFile | undefined): void {
    if (file !== undefined) this.waitedFor.push(file);
  }
  takeSkip(): boolean {
    return this.isSkipping;
  }
  count(files: number, sizeBytes: number): void {
    this.files += files;
    this.sizeBytes += sizeBytes;
  }
  current(): void {}
  phase(phase: TreePhase): void {
    this.phases.push(phase);
  }
}

export interface TestContext extends TreeContext {
  readonly control: TestControl;
}

const PATIENCE: RetryPolicy = { waitsMs: [10, 20, 50], budgetMs: 1000 };

/** Context without threads; `operations` replaces single calls. */
export function testContext(
  operations: Partial<FileOperations> = {},
  more: Partial<Omit<TreeContext, 'control' | 'operations'>> = {},
): TestContext {
  const control = new TestControl();
  return {
    operations: { ...nodeFileOperations, ...operations },
    control,
    retrier: new Retrier(PATIENCE, control),
    sharing: alone,
    nowMs: Date.now,
    ...more,
  };
}

/** A new folder for one test, removed with it; its path is without links. */
export function scratchFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'earshot-tree-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Files in several folders, empty ones, links, odd permissions, times with fractions. */
export function makeTree(root: string, fileCount = 40): void {
  mkdirSync(join(root, 'array', 'deep', 'deeper'), { recursive: true });
  mkdirSync(join(root, 'empty'));
  mkdirSync(join(root, 'logs', 'run 0'), { recursive: true });
  const folders = ['.', 'array', 'array/deep', 'array/deep/deeper', 'logs/run 0'];
  for (let at = 0; at < fileCount; at += 1) {
    const path = join(root, folders[at % folders.length] ?? '.', `file ${at}`);
    writeFileSync(path, Buffer.alloc(at * 37, at), { mode: at % 7 === 0 ? 0o755 : 0o640 });
    utimesSync(path, 1_600_000_000 + at, 1_600_000_000.123456 + at);
  }
  symlinkSync('array/deep', join(root, 'link to folder'));
  symlinkSync('nowhere', join(root, 'broken link'));
  utimesSync(join(root, 'empty'), 1_500_000_000, 1_500_000_000.5);
}

/** What is in a tree, one line an entry: kind, permissions, time (ms), content. Names as bytes. */
export function describeTree(root: string): string[] {
  const lines: string[] = [];
  const walk = (folder: Buffer, key: string): void => {
    for (const name of readdirSync(folder, { encoding: 'buffer' })) {
      const path = Buffer.concat([folder, Buffer.from('/'), name]);
      const shown = `${key}${name.toString('latin1')}`;
      const stats = lstatSync(path);
      const time = Math.round(stats.mtimeMs);
      const mode = (stats.mode & 0o777).toString(8);
      if (stats.isDirectory()) {
        lines.push(`${shown}/ ${mode} ${time}`);
        walk(path, `${shown}/`);
      } else if (stats.isSymbolicLink()) lines.push(`${shown} → ${readlinkSync(path)} ${time}`);
      else if (stats.isFile()) {
        const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
        lines.push(`${shown} ${mode} ${time} ${stats.size} ${hash}`);
      } else lines.push(`${shown} special`);
    }
  };
  walk(Buffer.from(root), '');
  return lines.sort();
}

export function prove(path: string): Promise<ProvenItem> {
  return proveItem(path, async () => true);
}

/** The error that `work` throws. */
export function errorOf(work: () => unknown): AppException['error'] {
  try {
    work();
  } catch (error) {
    if (error instanceof AppException) return error.error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
