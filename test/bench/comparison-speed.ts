import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeGen1 } from '../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../electron/sample/parameter-study.ts';
import { openSession } from '../../electron/workers/open-session.ts';
import { MOST_COMPARED } from '../../shared/contract/comparison.ts';
import { cpuMsSince } from './measurement.ts';
import { NO_CONTEXT } from './no-context.ts';
import { median } from './results.ts';
import { machineLine, markdownTable, writeSection } from './section.ts';

/**
 * Measures how long it takes to compare as many elements as can be, of a workflow whose run index is
 * there and nothing else, and once more.
 *
 * `comparison-speed.js [--rounds N] [--elements N]… [--write]`
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    elements: { type: 'string', multiple: true, default: ['10000'] },
    write: { type: 'boolean', default: false },
  },
});

const WORKFLOW = { workflowId: 'bench' };
const GOAL_MS = 1000;

interface Asked {
  readonly timeMs: number;
  /** Of all threads, on processors: what can be compared on a busy machine. */
  readonly cpuMs: number;
}

async function ask(path: string, elements: number): Promise<readonly [first: Asked, again: Asked]> {
  const session = await openSession(path);
  try {
    const { handlers } = session;
    await handlers['workflow.readRunIndex'](WORKFLOW, NO_CONTEXT);
    const step = elements / MOST_COMPARED;
    const places = Array.from({ length: Math.min(elements, MOST_COMPARED) }, (_, at) => ({
      element: Math.floor(at * Math.max(1, step)),
      iteration: 0,
    }));
    const compare = async (): Promise<Asked> => {
      const startCpu = process.cpuUsage();
      const startMs = performance.now();
      const { lines, problems } = await handlers['elements.compare'](
        { ...WORKFLOW, taskInsertId: 0, places },
        NO_CONTEXT,
      );
      const timeMs = performance.now() - startMs;
      if (problems.length > 0) throw new Error(problems[0]?.message);
      if (!lines.some(({ differs }) => differs)) throw new Error('nothing differs');
      return { timeMs, cpuMs: cpuMsSince(startCpu) };
    };
    return [await compare(), await compare()];
  } finally {
    await session.close();
  }
}

const HEAD = [
  'store',
  'elements',
  'compared',
  'first',
  'processors',
  '≤ 1 s',
  'again',
  'processors',
];
const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
try {
  const rows: (readonly string[])[] = [];
  for (const elements of values.elements.map(Number)) {
    for (const store of ['json', 'zarr'] as const) {
      const path = join(folder, `${store}-${elements}`);
      await writeGen1(path, parameterStudy({ elements }), store);
      const rounds: (readonly [Asked, Asked])[] = [];
      // The first is for the system's file cache, and not counted.
      for (let round = 0; round <= Number(values.rounds); round += 1) {
        rounds.push(await ask(path, elements));
      }
      const counted = rounds.slice(1);
      const ms = (of: (round: readonly [Asked, Asked]) => number): string =>
        `${Math.round(median(counted.map(of)))} ms`;
      const firstMs = median(counted.map(([first]) => first.timeMs));
      rows.push([
        `GEN1 ${store}`,
        String(elements),
        String(Math.min(elements, MOST_COMPARED)),
        ms(([first]) => first.timeMs),
        ms(([first]) => first.cpuMs),
        firstMs <= GOAL_MS ? 'met' : 'missed',
        ms(([, again]) => again.timeMs),
        ms(([, again]) => again.cpuMs),
      ]);
      rmSync(path, { recursive: true });
    }
  }
  const text = `${machineLine(values.rounds)}\n\n${markdownTable(HEAD, rows)}`;
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('bench-comparison', text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
