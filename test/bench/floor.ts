import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '@msgpack/msgpack';
import Blosc from 'numcodecs/blosc';
import { readBloscFrame } from '../../electron/persistence/blosc.ts';
import { readFlatPlainly } from './floor-flat.ts';
import { cpuMsSince, type Measurement, memoryBaseline, peakAbove } from './measurement.ts';

/**
 * The floor: the same files, read and decoded plainly, into objects that nothing is made of. JSON by
 * `JSON.parse`; Zarr by synchronous reads, Blosc only where a chunk is compressed, and a MessagePack
 * decoder known to be fast.
 */

const JSON_DOCUMENTS = ['metadata.json', 'submissions.json', 'parameters.json'];

export interface Floor {
  readonly runCount: number;
  readonly decodedBytes: number;
}

const codec = Blosc.fromConfig({ id: 'blosc', cname: 'lz4', clevel: 5, shuffle: 1, blocksize: 0 });

interface JsonMetadata {
  readonly tasks: readonly {
    readonly element_iterations: readonly {
      readonly actions: Record<string, readonly unknown[]>;
    }[];
  }[];
}

function readJson(path: string): Floor {
  let decodedBytes = 0;
  const documents = JSON_DOCUMENTS.map((name): unknown => {
    const bytes = readFileSync(join(path, name));
    decodedBytes += bytes.length;
    return JSON.parse(bytes.toString('utf8'));
  });
  const { tasks } = documents[0] as JsonMetadata;
  const actions = tasks.flatMap((task) => task.element_iterations.map((item) => item.actions));
  const runCount = actions.reduce((sum, item) => sum + Object.values(item).flat().length, 0);
  return { runCount, decodedBytes };
}

function plainOf(bytes: Uint8Array): Uint8Array | Promise<Uint8Array> {
  return readBloscFrame(bytes, '').plain ?? codec.decode(bytes);
}

const isChunk = (name: string): boolean => /^\d+(\.\d+)*$/.test(name);

/** Decoded bytes of all chunks of an array. */
async function readChunks(folder: string, take: (chunk: Uint8Array) => void): Promise<number> {
  let sum = 0;
  for (const name of readdirSync(folder).filter(isChunk)) {
    const chunk = await plainOf(readFileSync(join(folder, name)));
    take(chunk);
    sum += chunk.length;
  }
  return sum;
}

async function readZarr(path: string): Promise<Floor> {
  const attributes = readFileSync(join(path, '.zattrs'));
  JSON.parse(attributes.toString('utf8'));
  let decodedBytes = attributes.length;
  let runCount = 0;
  const kept: unknown[] = [];
  const keepDecoded = (chunk: Uint8Array): void => {
    kept.push(decode(chunk));
  };
  for (const task of readdirSync(join(path, 'element_data'))) {
    const folder = join(path, 'element_data', task);
    if (!existsSync(join(folder, 'elements'))) continue;
    decodedBytes += await readChunks(join(folder, 'elements'), keepDecoded);
    decodedBytes += await readChunks(join(folder, 'element_iters'), keepDecoded);
    decodedBytes += await readChunks(join(folder, 'EAR_times'), (chunk) => {
      kept.push(new BigInt64Array(chunk.slice().buffer));
      runCount += 1;
    });
  }
  decodedBytes += await readChunks(join(path, 'parameter_data', 'base'), keepDecoded);
  return { runCount, decodedBytes };
}

function readPlainly(path: string): Promise<Floor> | Floor {
  if (path.endsWith('.zip') || existsSync(join(path, 'metadata'))) {
    return readFlatPlainly(path, plainOf);
  }
  return existsSync(join(path, '.zgroup')) ? readZarr(path) : readJson(path);
}

/** Bytes of the documents of a workflow, decoded. */
export async function documentBytes(path: string): Promise<number> {
  return (await readPlainly(path)).decodedBytes;
}

export async function measureFloor(path: string): Promise<Measurement> {
  const baseline = memoryBaseline();
  const startCpu = process.cpuUsage();
  const startMs = performance.now();
  const { runCount, decodedBytes } = await readPlainly(path);
  const totalMs = performance.now() - startMs;
  return {
    totalMs,
    cpuMs: cpuMsSince(startCpu),
    peakBytes: peakAbove(baseline),
    runCount,
    decodedBytes,
  };
}
