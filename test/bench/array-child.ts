import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { FolderReader } from '../../electron/files/folder-reader.ts';
import { ZarrArray } from '../../electron/persistence/zarr-array.ts';
import { readArrayStatistics } from '../../electron/workers/array-statistics.ts';
import { readArrayWindow } from '../../electron/workers/array-window.ts';
import { LENGTH } from './array-fixture.ts';
import { memoryBaseline, peakAbove } from './measurement.ts';
import { NO_CONTEXT } from './no-context.ts';

/** `array-child.js slice|floor|statistics FOLDER NAME`: one measurement, as one line of JSON. */
const [, , what, folder = '', name = ''] = process.argv;
const whole = { start: 0, stop: LENGTH, step: 1 };
const PLANE = 200;

const baseline = memoryBaseline();
const startMs = performance.now();
const check = await measured();
const totalMs = performance.now() - startMs;
process.stdout.write(`${JSON.stringify({ totalMs, peakBytes: peakAbove(baseline), check })}\n`);

/** A number that all ways of reading must agree on. */
async function measured(): Promise<number> {
  if (what === 'floor') return floor();
  const array = ZarrArray.open(new FolderReader(folder), name);
  if (array === undefined) throw new Error('there is no array');
  if (what === 'statistics') {
    // A tenth of it, a gigabyte.
    const { moments } = await readArrayStatistics(array, [whole, whole, whole], NO_CONTEXT);
    return moments?.mean ?? Number.NaN;
  }
  const { numbers } = await readArrayWindow(array, [PLANE, whole, whole]);
  return sumOf(numbers ?? []);
}

/** The same chunks read and decoded plainly, and the plane taken out of them. */
function floor(): number {
  const { chunks } = JSON.parse(readFileSync(join(folder, name, '.zarray'), 'utf8')) as {
    chunks: [number, number, number];
  };
  const [planes, rows, columns] = chunks;
  const plane = new Float64Array(LENGTH * LENGTH);
  for (let row = 0; row < LENGTH / rows; row += 1) {
    for (let column = 0; column < LENGTH / columns; column += 1) {
      const file = join(folder, name, `${Math.floor(PLANE / planes)}.${row}.${column}`);
      const bytes = inflateSync(readFileSync(file));
      const items = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
      for (let at = 0; at < rows; at += 1) {
        const from = ((PLANE % planes) * rows + at) * columns;
        plane.set(
          items.subarray(from, from + columns),
          (row * rows + at) * LENGTH + column * columns,
        );
      }
    }
  }
  return sumOf(plane);
}

function sumOf(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < numbers.length; at += 1) sum += numbers[at] ?? 0;
  return sum;
}
