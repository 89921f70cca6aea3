import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeGen1 } from '../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../electron/sample/parameter-study.ts';
import { openSession } from '../../electron/workers/open-session.ts';
import { writePlantedStudy } from '../support/planted-study.ts';
import { cpuMsSince } from './measurement.ts';
import { NO_CONTEXT } from './no-context.ts';
import { median } from './results.ts';
import { machineLine, markdownTable, writeSection } from './section.ts';

/**
 * Measures how long reasons take to find once a workflow is open: the first list of causes, the list
 * with what logs say, and the values that separate failed from succeeded runs.
 *
 * `reason-speed.js [--rounds N] [--elements N]… [--write]`
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    elements: { type: 'string', multiple: true, default: ['1000', '10000'] },
    write: { type: 'boolean', default: false },
  },
});

const WORKFLOW = { workflowId: 'bench' };
const FIRST_GOAL_MS = 1000;

interface Round {
  readonly runs: number;
  readonly causes: number;
  readonly failed: number;
  readonly firstMs: number;
  /** Of all threads, on processors: what can be compared on a busy machine. */
  readonly firstCpuMs: number;
  readonly logsMs: number;
  readonly sharesMs: number;
}

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, number]> {
  const startMs = performance.now();
  return [await work(), performance.now() - startMs];
}

/** As the page asks, one after the other, of a workflow whose run index is there. */
async function ask(path: string): Promise<Round> {
  const session = await openSession(path);
  try {
    const { handlers } = session;
    const index = await handlers['workflow.readRunIndex'](WORKFLOW, NO_CONTEXT);
    const list = (readsLogs: boolean) =>
      handlers['failures.listCauses']({ ...WORKFLOW, readsLogs }, NO_CONTEXT);
    const startCpu = process.cpuUsage();
    const [, firstMs] = await timed(() => list(false));
    const firstCpuMs = cpuMsSince(startCpu);
    const [{ causes }, logsMs] = await timed(() => list(true));
    const [largest] = [...causes].sort((a, b) => b.runs.length - a.runs.length);
    if (largest === undefined) throw new Error(`${path} has no cause`);
    const { taskInsertId, action, key: cause } = largest;
    const [, sharesMs] = await timed(() =>
      handlers['failures.readSeparators']({ ...WORKFLOW, taskInsertId, action, cause }, NO_CONTEXT),
    );
    const failed = causes.reduce((sum, { runs }) => sum + runs.length, 0);
    return {
      runs: index.runs.count,
      causes: causes.length,
      failed,
      firstMs,
      firstCpuMs,
      logsMs,
      sharesMs,
    };
  } finally {
    await session.close();
  }
}

async function measure(name: string, path: string): Promise<readonly string[]> {
  // Once for the system's file cache, not counted.
  const { runs, causes, failed } = await ask(path);
  const rounds: Round[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) rounds.push(await ask(path));
  const ms = (of: (round: Round) => number): number => Math.round(median(rounds.map(of)));
  const firstMs = ms((round) => round.firstMs);
  return [
    name,
    String(runs),
    `${failed} in ${causes}`,
    `${firstMs} ms`,
    firstMs <= FIRST_GOAL_MS ? 'met' : 'missed',
    `${ms((round) => round.firstCpuMs)} ms`,
    `${ms((round) => round.logsMs)} ms`,
    `${ms((round) => round.sharesMs)} ms`,
  ];
}

const HEAD = [
  'workflow',
  'runs',
  'failed',
  'first list',
  '≤ 1 s',
  'processors',
  'with logs',
  'shares',
];
const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
try {
  const rows: (readonly string[])[] = [];
  const planted = join(folder, 'planted');
  await writePlantedStudy(planted);
  rows.push(await measure('GEN4 zarr, planted', planted));
  for (const elements of values.elements.map(Number)) {
    for (const store of ['json', 'zarr'] as const) {
      const path = join(folder, `${store}-${elements}`);
      await writeGen1(path, parameterStudy({ elements }), store);
      rows.push(await measure(`GEN1 ${store}`, path));
      rmSync(path, { recursive: true });
    }
  }
  const text = `${machineLine(values.rounds)}\n\n${markdownTable(HEAD, rows)}`;
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('bench-reasons', text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
