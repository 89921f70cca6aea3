import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeGen1 } from '../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../electron/sample/parameter-study.ts';
import { flatStudy, writeFlatStudy } from './flat-fixture.ts';
import { type Measurement, MeasurementSchema } from './measurement.ts';
import {
  type BenchCase,
  type BenchResult,
  marginalOf,
  summarise,
  tableOf,
  warmTableOf,
} from './results.ts';
import { machineLine, writeSection } from './section.ts';

/**
 * Measures how long it takes to open generated workflows, beside the floor. Every measurement runs
 * in a process of its own, floor and index in turn, so that neither gains from the other's warm code.
 *
 * `bench.js [--rounds N] [--elements N]… [--runs N]… [--write]`
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    elements: { type: 'string', multiple: true, default: ['1000', '10000'] },
    /** Of later generations; each element has one. */
    runs: { type: 'string', multiple: true, default: ['10000', '100000'] },
    write: { type: 'boolean', default: false },
  },
});

const CHILD = fileURLToPath(new URL('child.js', import.meta.url));

function measure(what: 'floor' | 'index' | 'warm', path: string, cache = ''): Measurement {
  const text = execFileSync(process.execPath, ['--expose-gc', CHILD, what, path, cache], {
    encoding: 'utf8',
  });
  return MeasurementSchema.parse(JSON.parse(text));
}

function run(benchCase: BenchCase, path: string, cache: string): BenchResult {
  const floor: Measurement[] = [];
  const index: Measurement[] = [];
  const warm: Measurement[] = [];
  // Once for the system's file cache, not counted: both would read from the disk only once.
  measure('floor', path);
  measure('warm', path, cache);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    floor.push(measure('floor', path));
    index.push(measure('index', path));
    warm.push(measure('warm', path, cache));
  }
  const counts = new Set([...floor, ...index, ...warm].map(({ runCount }) => runCount));
  if (counts.size !== 1) throw new Error(`floor and index found ${[...counts].join(' and ')} runs`);
  if (warm.some(({ isWarm }) => isWarm !== true))
    throw new Error('it was not opened from the cache');
  process.stderr.write(`${benchCase.store}, ${benchCase.elements} elements: measured\n`);
  return { ...benchCase, floor, index, warm };
}

const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
const cache = join(folder, 'cache');
try {
  const results: BenchResult[] = [];
  for (const elements of values.elements.map(Number)) {
    for (const store of ['json', 'zarr'] as const) {
      const path = join(folder, `${store}-${elements}`);
      await writeGen1(path, parameterStudy({ elements }), store);
      results.push(run({ store: `GEN1 ${store}`, elements }, path, cache));
      rmSync(path, { recursive: true });
    }
  }
  for (const elements of values.runs.map(Number)) {
    const workflow = flatStudy(elements);
    for (const layout of ['gen3', 'gen4'] as const) {
      const path = join(folder, `${layout}-${elements}`);
      await writeFlatStudy(path, `${path}.zip`, workflow, layout);
      const name = layout.toUpperCase();
      results.push(run({ store: `${name} zarr`, elements }, path, cache));
      results.push(run({ store: `${name} zip`, elements }, `${path}.zip`, cache));
      rmSync(path, { recursive: true });
      rmSync(`${path}.zip`);
    }
  }
  const summaries = results.map(summarise);
  const table = `${tableOf(summaries)}\n\n${warmTableOf(summaries)}\n\n${marginalOf(summaries)}`;
  const text = `${machineLine(values.rounds)}\n\n${table}`;
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('bench', text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
