import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import {
  type ArrayStatistics,
  FineHistogram,
  MAX_SORTED,
  MomentsOfBlocks,
  sortedFinite,
  statisticsOf,
} from '../../shared/model/array-statistics.ts';
import {
  type ArrayData,
  type ArrayHandle,
  type ArraySelection,
  isMaskedArrayHandle,
  type PyValue,
} from '../persistence/values.ts';
import { blocksOf } from './array-blocks.ts';
import { arrayToRead, clippedSelection } from './array-window.ts';

/** Items in memory at a time. */
const BLOCK_ITEMS = 1_000_000;

interface Block {
  readonly values: Float64Array;
  readonly mask: Uint8Array | undefined;
}

/**
 * Statistics of a selection of an array, read chunk by chunk. Complex numbers count by their
 * amplitude. Up to a million values quantiles are exact; beyond, the chunks are read a second time.
 *
 * @throws {AppException} `invalid-request`, `not-found` as a window of the array would;
 * `unsupported-operation` for texts and times; `cancelled`.
 */
export async function readArrayStatistics(
  value: PyValue,
  selection: ArraySelection,
  context: CallContext,
): Promise<ArrayStatistics> {
  const array = arrayToRead(value);
  if (!/^[<>|=]?[biufc]\d+$/.test(array.dtype)) {
    throw new AppException({
      code: 'unsupported-operation',
      message: `Statistics are of numbers; the items of this array are ${array.dtype}.`,
    });
  }
  const ranges = clippedSelection(array, selection).map((part) =>
    typeof part === 'number' ? { start: part, stop: part + 1, step: 1 } : part,
  );
  const blocks = blocksOf(ranges, array.chunks, BLOCK_ITEMS);
  const count = ranges.reduce(
    (product, { start, stop, step }) => product * Math.max(0, Math.ceil((stop - start) / step)),
    1,
  );
  const isKept = count <= MAX_SORTED;
  const total = isKept ? blocks.length : blocks.length * 2;
  const read = async (at: number, done: number): Promise<Block> => {
    const block = await readBlock(value, array, blocks[at] ?? []);
    context.reportProgress({ phase: 'Reading blocks of chunks', done: done + 1, total });
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (context.signal.aborted) {
      throw new AppException({ code: 'cancelled', message: 'The statistics were cancelled.' });
    }
    return block;
  };

  const moments = new MomentsOfBlocks();
  const kept: Block[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = await read(at, at);
    moments.add(block.values, block.mask);
    if (isKept) kept.push(block);
  }
  const histogram = new FineHistogram(moments.min, moments.max);
  if (moments.finiteCount === 0) return statisticsOf(moments, histogram);
  if (isKept) {
    for (const { values, mask } of kept) histogram.add(values, mask);
    return statisticsOf(moments, histogram, sortedOf(kept, moments.finiteCount));
  }
  for (let at = 0; at < blocks.length; at += 1) {
    const { values, mask } = await read(at, blocks.length + at);
    histogram.add(values, mask);
  }
  return statisticsOf(moments, histogram);
}

function sortedOf(blocks: readonly Block[], count: number): Float64Array {
  const all = new Float64Array(count);
  let at = 0;
  for (const { values, mask } of blocks) {
    const sorted = sortedFinite(values, mask);
    all.set(sorted, at);
    at += sorted.length;
  }
  return blocks.length > 1 ? all.sort() : all;
}

async function readBlock(
  value: PyValue,
  array: ArrayHandle,
  selection: ArraySelection,
): Promise<Block> {
  const { data } = await array.read(selection);
  const mask = isMaskedArrayHandle(value)
    ? Uint8Array.from(numbersOf((await value.mask.read(selection)).data, false))
    : undefined;
  return { values: numbersOf(data, /c\d+$/.test(array.dtype)), mask };
}

function numbersOf(data: ArrayData['data'], isComplex: boolean): Float64Array {
  if (!ArrayBuffer.isView(data)) return new Float64Array(0);
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
    const numbers = new Float64Array(data.length);
    for (const [at, item] of data.entries()) numbers[at] = Number(item);
    return numbers;
  }
  if (!isComplex) return data instanceof Float64Array ? data : Float64Array.from(data);
  const amplitudes = new Float64Array(data.length / 2);
  for (let at = 0; at < amplitudes.length; at += 1) {
    amplitudes[at] = Math.hypot(data[at * 2] ?? 0, data[at * 2 + 1] ?? 0);
  }
  return amplitudes;
}
