import { execFileSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeFileSteps } from '../../electron/files/file-steps.ts';
import type { RetryPolicy } from '../../electron/files/retrying.ts';
import { AppException } from '../../shared/contract/errors.ts';
import {
  emptyWorkflow,
  type OpenStore,
  opened,
  QUICK,
  STORE_NAMES,
  STORES,
  type StoreName,
} from '../unit/persistence-writing/new-workflow.ts';
import { temporaryFolder } from '../unit/sample/temporary-folder.ts';
import { outside } from './between.ts';
import { brokenReferences } from './broken-references.ts';
import { addEverything, makeBase } from './commit-scenarios.ts';
import { contentOf } from './content-of.ts';
import { failingSteps } from './failing-steps.ts';
import { IS_ALL, MOST_MS } from './is-all.ts';
import { NEEDS, volume } from './volume.ts';

let folder: string;
/** What each workflow holds before and after the commit. */
const states = new Map<StoreName, { readonly before: unknown; readonly after: unknown }>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-commit-'));
  for (const name of STORE_NAMES) {
    const path = join(folder, name);
    await STORES[name].writeEmptyWorkflow(emptyWorkflow(path), QUICK);
    await makeBase(await opened(path, name));
    const whole = join(folder, `${name}-whole`);
    cpSync(path, whole, { recursive: true });
    const { store } = await pendingAt(whole, name);
    await store.commitPending();
    const [before, after] = [(await contentOf(path)).content, (await contentOf(whole)).content];
    states.set(name, { before, after });
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A workflow of two tasks in a folder. */
function workflowIn(place: string, name: StoreName): string {
  const path = join(place, 'w');
  cpSync(join(folder, name), path, { recursive: true });
  return path;
}

/** A store with everything that one commit can hold pending. */
async function pendingAt(path: string, name: StoreName, options = QUICK): Promise<OpenStore> {
  const now = (): number => 1_683_000_000_000_000;
  const open = await opened(path, name, { ...options, now });
  open.context.isInBatch = true;
  await addEverything(open.store);
  return open;
}

async function failure(work: Promise<unknown>): Promise<AppException> {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (error instanceof AppException) return error;
  throw new Error('no error for people', { cause: error });
}

const partials = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((key) => {
    // A group under its other name is put in place or removed by the next commit.
    return key.endsWith('.partial') && !/(?:^|\/)\.\w+\.[0-9a-f]{12}\.partial$/.test(key);
  });

describe.each(STORE_NAMES)('a commit of %s', { timeout: MOST_MS }, (name) => {
  /** After a commit that failed: whole as before, or with additions; trying again completes it. */
  async function checkAndTryAgain(path: string, { store }: OpenStore, mend: () => void) {
    const { before, after } = states.get(name) ?? {};
    const { records, content } = await contentOf(path);
    expect(brokenReferences(records)).toEqual([]);
    expect(outside(before, content, after)).toEqual([]);
    expect(partials(path)).toEqual([]);
    mend();
    await store.commitPending();
    expect((await contentOf(path)).content).toEqual(after);
    expect(store.hasPending).toBe(false);
  }

  test.each([
    ['EACCES', 'permission-denied', 'not allowed'],
    ['EBUSY', 'refused', 'another program uses it'],
    ['ENOSPC', 'too-large', 'the volume is full'],
    ['EROFS', 'permission-denied', 'can only be read'],
  ])(
    'that fails with %s at any of its changes leaves what opens, and can be tried again',
    async (code, error, words) => {
      const { before, after } = states.get(name) ?? {};
      const whole = failingSteps('none', 0);
      const first = workflowIn(temporaryFolder(), name);
      const counted = await pendingAt(first, name, { ...QUICK, steps: whole.steps });
      const prepared = whole.count();
      await counted.store.commitPending();
      const count = whole.count() - prepared;
      expect(count).toBeGreaterThan(3);
      const points = IS_ALL ? count : code === 'ENOSPC' ? 6 : 2;
      const step = Math.max(1, Math.floor(count / points));
      for (let at = 1; at <= count; at += step) {
        const path = workflowIn(temporaryFolder(), name);
        const failing = failingSteps(code, prepared + at);
        const open = await pendingAt(path, name, { ...QUICK, steps: failing.steps });
        const thrown = await failure(open.store.commitPending());
        expect(thrown.error.code, `at change ${at}`).toBe(error);
        expect(thrown.message).toContain(words);
        expect(thrown.message).toContain(path);
        const { records, content } = await contentOf(path);
        expect(brokenReferences(records)).toEqual([]);
        expect(outside(before, content, after)).toEqual([]);
        expect(partials(path)).toEqual([]);
        expect(open.store.hasPending).toBe(true);
        failing.mend();
        await open.store.commitPending();
        expect((await contentOf(path)).content, `tried again after change ${at}`).toEqual(after);
      }
    },
  );

  test('waits while another program holds a file', async () => {
    const { after } = states.get(name) ?? {};
    const waits: number[] = [];
    const retry: RetryPolicy = {
      waitsMs: [1, 2, 4],
      wait: async (durationMs) => {
        waits.push(durationMs);
      },
    };
    let held = 2;
    const steps = {
      ...nodeFileSteps,
      rename(from: string, to: string): void {
        if (held > 0 && /(?:metadata\.json|\.zattrs)$/.test(to)) {
          held -= 1;
          throw Object.assign(new Error('held'), { code: 'EBUSY' });
        }
        nodeFileSteps.rename(from, to);
      },
    };
    const path = workflowIn(temporaryFolder(), name);
    const { store } = await pendingAt(path, name, { isSynced: false, retry, steps });
    await store.commitPending();
    expect(waits).toEqual([1, 2]);
    expect((await contentOf(path)).content).toEqual(after);
    expect(partials(path)).toEqual([]);
  });

  test('onto a volume that is full keeps all, and goes through when there is room', async ({
    skip,
  }) => {
    const top = volume('size=1m');
    if (top === undefined) return skip(NEEDS);
    const path = workflowIn(top, name);
    const open = await pendingAt(path, name);
    const filler = join(top, 'filler');
    fill(filler);
    const thrown = await failure(open.store.commitPending());
    expect(thrown.error.code).toBe('too-large');
    expect(thrown.message).toContain('the volume is full');
    await checkAndTryAgain(path, open, () => rmSync(filler));
  });

  test('onto a volume that can only be read changes nothing', async ({ skip }) => {
    const top = volume('size=4m');
    if (top === undefined) return skip(NEEDS);
    const path = workflowIn(top, name);
    const open = await pendingAt(path, name);
    execFileSync('mount', ['-o', 'remount,ro', top]);
    const thrown = await failure(open.store.commitPending());
    expect(thrown.error.code).toBe('permission-denied');
    expect(thrown.message).toContain('can only be read');
    await checkAndTryAgain(path, open, () => {
      execFileSync('mount', ['-o', 'remount,rw', top]);
    });
  });

  test('to a folder that is not there any more says so, and makes none', async () => {
    const place = temporaryFolder();
    const path = workflowIn(place, name);
    const open = await pendingAt(path, name);
    renameSync(path, join(place, 'elsewhere'));
    expect((await failure(open.store.commitPending())).error.code).toBe('not-found');
    expect(readdirSync(place)).toEqual(['elsewhere']);
    renameSync(join(place, 'elsewhere'), path);
    await checkAndTryAgain(path, open, () => undefined);
  });

  test('copy and creation under a name that is too long leave nothing', async () => {
    const place = temporaryFolder();
    const path = workflowIn(place, name);
    const long = join(place, 'x'.repeat(300));
    const { store } = await opened(path, name);
    const created = STORES[name].writeEmptyWorkflow(emptyWorkflow(long), QUICK);
    expect((await failure(created)).error.code).toBe('invalid-request');
    expect((await failure(store.copy(long))).error.code).toBe('invalid-request');
    expect(readdirSync(place)).toEqual(['w']);
  });

  test('copy onto a full volume leaves nothing', async ({ skip }) => {
    const top = volume('size=64k');
    if (top === undefined) return skip(NEEDS);
    const path = workflowIn(temporaryFolder(), name);
    const { store } = await opened(path, name);
    fill(join(top, 'filler'), 8);
    expect((await failure(store.copy(join(top, 'copy')))).message).toContain('the volume is full');
    expect(readdirSync(top)).toEqual(['filler']);
  });
});

/** Fills a volume. @param spareKib - Left free. */
function fill(file: string, spareKib = 0): void {
  const fd = openSync(file, 'w');
  try {
    for (let size = 65_536; size >= 1024; ) {
      try {
        if (writeSync(fd, Buffer.alloc(size, 1)) < size) size = 1024;
      } catch {
        size /= 2;
      }
    }
  } finally {
    closeSync(fd);
  }
  if (spareKib > 0) execFileSync('truncate', ['-s', `-${spareKib}K`, file]);
}
