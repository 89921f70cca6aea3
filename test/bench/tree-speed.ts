import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { proveItem } from '../../electron/files/tree/proven-item.ts';
import { newOperationId } from '../../electron/files/tree/sibling-names.ts';
import { runTree } from '../../electron/workers/tree-client.ts';
import { median } from './results.ts';
import { machineLine, markdownTable, writeSection } from './section.ts';
import { makeSmallFiles, TREE_SHAPES, type TreeShape } from './tree-fixture.ts';

/**
 * Measures copying and deleting many small files beside `cp -a` and `rm -rf`, in turns.
 *
 * `tree-speed.js [--files N] [--rounds N] [--folder PATH] [--write]`
 */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string', default: tmpdir() },
    write: { type: 'boolean', default: false },
  },
});

const WORKER = new URL('tree-worker.js', import.meta.url);
const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const folder = mkdtempSync(join(values.folder, 'earshot-tree-'));
const dataFolder = join(folder, 'data');
mkdirSync(dataFolder);

const timings = new Map<string, number[]>();
let longestHoldMs = 0;
let peakBytes = 0;

async function timed(what: string, work: () => unknown): Promise<void> {
  const startMs = performance.now();
  await work();
  timings.set(what, [...(timings.get(what) ?? []), performance.now() - startMs]);
}

/** Watches that this thread, which is the application's main thread, stays free. */
async function watched<T>(work: () => Promise<T>): Promise<T> {
  let lastMs = performance.now();
  const beforeBytes = process.memoryUsage.rss();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    longestHoldMs = Math.max(longestHoldMs, nowMs - lastMs - 10);
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss() - beforeBytes);
    lastMs = nowMs;
  }, 10);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

const prove = (path: string) => proveItem(path, async () => true);

async function copy(source: string, target: string, isFlushed: boolean): Promise<void> {
  const input = {
    id: newOperationId(),
    source: await prove(source),
    target,
    leaveOut: [],
    allowChanges: false,
    dataFolder,
    isFlushed,
  };
  await watched(() => runTree('copy', input, { workerFile: WORKER, log }));
}

async function remove(path: string): Promise<void> {
  const input = { id: newOperationId(), folder: await prove(path), dataFolder };
  await watched(() => runTree('delete', input, { workerFile: WORKER, log }));
}

async function measure(shape: TreeShape): Promise<void> {
  const source = join(folder, `source-${shape}`);
  makeSmallFiles(source, Number(values.files), shape);
  const ours = join(folder, 'ours');
  const theirs = join(folder, 'theirs');
  for (let round = 0; round < Number(values.rounds); round += 1) {
    await timed(`${shape} cp -a`, () => execFileSync('cp', ['-a', source, theirs]));
    await timed(`${shape} copy`, () => copy(source, ours, false));
    await timed(`${shape} rm -rf`, () => execFileSync('rm', ['-rf', theirs]));
    await timed(`${shape} delete`, () => remove(ours));
    await timed(`${shape} cp -a, sync -f`, () => {
      execFileSync('cp', ['-a', source, theirs]);
      execFileSync('sync', ['-f', theirs]);
    });
    await timed(`${shape} copy, on disk`, () => copy(source, ours, true));
    rmSync(theirs, { recursive: true });
    rmSync(ours, { recursive: true });
    process.stderr.write(`${shape}, round ${round + 1}: measured\n`);
  }
  rmSync(source, { recursive: true });
}

const PAIRS = [
  ['copy', 'cp -a'],
  ['delete', 'rm -rf'],
  ['copy, on disk', 'cp -a, sync -f'],
] as const;

const GOAL = 0.8;
const inMs = (ms: number): string => `${ms.toFixed(0)} ms`;

try {
  for (const shape of TREE_SHAPES) await measure(shape);
  const of = (what: string): number => median(timings.get(what) ?? []);
  const rows = TREE_SHAPES.flatMap((shape) =>
    PAIRS.map(([ours, theirs]) => {
      const [own, other] = [of(`${shape} ${ours}`), of(`${shape} ${theirs}`)];
      const ratio = other / own;
      const verdict = ratio >= GOAL ? 'met' : 'missed';
      return [shape, ours, inMs(own), theirs, inMs(other), ratio.toFixed(2), verdict];
    }),
  );
  const head = ['files', 'ours', '', 'beside', '', 'speed', `≥ ${GOAL}`];
  const held = `The main thread was held for at most ${longestHoldMs.toFixed(0)} ms; the process had at most ${(peakBytes / 1048576).toFixed(0)} MB of memory more than before.`;
  const text = [
    `${machineLine(values.rounds)} ${values.files} files of 400 bytes.`,
    markdownTable(head, rows),
    held,
  ].join('\n\n');
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('bench-trees', text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
