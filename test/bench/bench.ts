import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeGen1 } from '../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../electron/sample/parameter-study.ts';
import { type Measurement, MeasurementSchema } from './measurement.ts';
import { type BenchCase, type BenchResult, marginalOf, summarise, tableOf } from './results.ts';
import { machineLine, writeSection } from './section.ts';

/**
 * Measures how long it takes to open generated workflows, beside the floor. Every measurement runs
 * in a process of its own, floor and index in turn, so that neither gains from the other's warm code.
 *
 * `bench.js [--rounds N] [--elements N]… [--write]`
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    elements: { type: 'string', multiple: true, default: ['1000', '10000'] },
    write: { type: 'boolean', default: false },
  },
});

const CHILD = fileURLToPath(new URL('child.js', import.meta.url));

function measure(what: 'floor' | 'index', path: string): Measurement {
  const text = execFileSync(process.execPath, ['--expose-gc', CHILD, what, path], {
    encoding: 'utf8',
  });
  return MeasurementSchema.parse(JSON.parse(text));
}

function run(benchCase: BenchCase, path: string): BenchResult {
  const floor: Measurement[] = [];
  const index: Measurement[] = [];
  // Once for the system's file cache, not counted: both would read from the disk only once.
  measure('floor', path);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    floor.push(measure('floor', path));
    index.push(measure('index', path));
  }
  const counts = new Set([...floor, ...index].map(({ runCount }) => runCount));
  if (counts.size !== 1) throw new Error(`floor and index found ${[...counts].join(' and ')} runs`);
  return { ...benchCase, floor, index };
}

const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
try {
  const results: BenchResult[] = [];
  for (const elements of values.elements.map(Number)) {
    for (const store of ['json', 'zarr'] as const) {
      const path = join(folder, `${store}-${elements}`);
      await writeGen1(path, parameterStudy({ elements }), store);
      results.push(run({ store, elements }, path));
      process.stderr.write(`${store}, ${elements} elements: measured\n`);
    }
  }
  const summaries = results.map(summarise);
  const table = `${tableOf(summaries)}\n\n${marginalOf(summaries)}`;
  const text = `${machineLine(values.rounds)}\n\n${table}`;
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('bench', text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
