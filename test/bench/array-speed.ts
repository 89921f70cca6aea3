import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { curveRaster } from '../../renderer/visuals/curve-raster.ts';
import { curveBand, curveRanges, evenCurves } from '../../renderer/visuals/curves.ts';
import { valueScale } from '../../renderer/visuals/value-scale.ts';
import { writeArray } from './array-fixture.ts';
import { median } from './results.ts';
import { machineLine, markdownTable, writeSection } from './section.ts';

/**
 * Measures the first slice of an array of ten gigabytes beside the same chunks read plainly, statistics
 * of the whole, and the drawing of many curves. `array-speed.js [--rounds N] [--write]`
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const CHILD = fileURLToPath(new URL('array-child.js', import.meta.url));
const Measured = z.object({ totalMs: z.number(), peakBytes: z.number(), check: z.number() });
const MB = 1024 * 1024;
/** Goals of docs/performance.md. */
const SLICE_MS = 500;
const PEAK_MB = 300;
const CURVES_MS = 1000;

function measure(what: string, folder: string, name: string): z.infer<typeof Measured> {
  const args = ['--expose-gc', CHILD, what, folder, name];
  return Measured.parse(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })));
}

const LAYOUTS = [
  { name: 'planes', chunks: [8, 512, 512], touched: '1 of 640' },
  { name: 'cubes', chunks: [64, 64, 64], touched: '64 of 5,120' },
] as const;

function sliceRow(folder: string, { name, chunks, touched }: (typeof LAYOUTS)[number]): string[] {
  writeArray(join(folder, name), chunks);
  // Once for the system's file cache, not counted.
  measure('floor', folder, name);
  const ours: z.infer<typeof Measured>[] = [];
  const floors: z.infer<typeof Measured>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    floors.push(measure('floor', folder, name));
    ours.push(measure('slice', folder, name));
  }
  const sums = new Set([...ours, ...floors].map(({ check }) => check));
  if (sums.size !== 1) throw new Error('the slice differs from what was read plainly');
  const sliceMs = median(ours.map(({ totalMs }) => totalMs));
  const floorMs = median(floors.map(({ totalMs }) => totalMs));
  const peakMb = median(ours.map(({ peakBytes }) => peakBytes)) / MB;
  return [
    `first slice, chunks ${chunks.join(' × ')}`,
    touched,
    `${sliceMs.toFixed(0)} ms`,
    `${floorMs.toFixed(0)} ms`,
    (sliceMs / floorMs).toFixed(2),
    sliceMs <= SLICE_MS ? 'met' : 'missed',
    `${peakMb.toFixed(0)} MB`,
    peakMb <= PEAK_MB ? 'met' : 'missed',
  ];
}

function statisticsRow(folder: string): string[] {
  const { totalMs, peakBytes } = measure('statistics', folder, 'cubes');
  const peakMb = peakBytes / MB;
  return [
    'statistics of a gigabyte of it',
    '512 of 5,120, twice',
    `${(totalMs / 1000).toFixed(1)} s`,
    '',
    '',
    '',
    `${peakMb.toFixed(0)} MB`,
    peakMb <= PEAK_MB ? 'met' : 'missed',
  ];
}

/**
 * 2,000 curves of 1,000 points: ranges, median and band, and all pixels of the chart. Processor time:
 * it waits for nothing, and what else the machine does is not its own.
 */
function curvesMs(): number {
  const [count, length] = [2000, 1000];
  const y = Float64Array.from({ length: count * length }, (_, at) => {
    const curve = Math.floor(at / length);
    return Math.sqrt(at % length) * (1 + curve / count) + Math.sin(at / 7);
  });
  const startUs = process.cpuUsage().user;
  const curves = evenCurves(count, length, y);
  const ranges = curveRanges(curves);
  if (ranges === undefined) throw new Error('the curves have no points');
  curveBand(curves, ranges.x);
  curveRaster(curves, {
    width: 1000,
    height: 600,
    x: valueScale('linear', ranges.x),
    y: valueScale('linear', ranges.y),
    ink: '#67adf3',
    opacity: 0.13,
  });
  return (process.cpuUsage().user - startUs) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), 'earshot-arrays-'));
try {
  const head = [
    'what',
    'chunks read',
    'time',
    'floor',
    'ratio',
    `≤ ${SLICE_MS} ms`,
    'peak',
    `≤ ${PEAK_MB} MB`,
  ];
  const rows = [...LAYOUTS.map((layout) => sliceRow(folder, layout)), statisticsRow(folder)];
  const drawMs = median(Array.from({ length: rounds }, curvesMs));
  const outcome = drawMs <= CURVES_MS ? 'met' : 'missed';
  const text = [
    machineLine(values.rounds),
    markdownTable(head, rows),
    `2,000 curves of 1,000 points on 1,000 × 600 px: ${drawMs.toFixed(0)} ms of processor time, goal ≤ ${CURVES_MS} ms ${outcome}.`,
  ].join('\n\n');
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('bench-arrays', text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
