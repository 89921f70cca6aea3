import type { Measurement } from './measurement.ts';
import { markdownTable } from './section.ts';

/** Goals, as ratios (docs/performance.md). */
export const GOALS = { index: 1.5, memory: 3, warmMs: 300 } as const;

export interface BenchCase {
  /** Generation and store. */
  readonly store: string;
  readonly elements: number;
}

export interface BenchResult extends BenchCase {
  readonly floor: readonly Measurement[];
  readonly index: readonly Measurement[];
  /** Opened before. */
  readonly warm: readonly Measurement[];
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}

export interface Summary extends BenchCase {
  readonly runs: number;
  readonly identityMs: number;
  readonly indexMs: number;
  readonly floorMs: number;
  /** Index over floor. */
  readonly indexRatio: number;
  readonly indexCpuMs: number;
  readonly floorCpuMs: number;
  readonly peakMb: number;
  readonly floorPeakMb: number;
  readonly decodedMb: number;
  /** Peak over decoded bytes. */
  readonly memoryRatio: number;
  readonly warmMs: number;
  readonly warmCpuMs: number;
  readonly checkedMs: number;
}

const MB = 1024 * 1024;

export function summarise({ store, elements, floor, index, warm }: BenchResult): Summary {
  const of = (
    list: readonly Measurement[],
    key: 'totalMs' | 'cpuMs' | 'peakBytes' | 'decodedBytes',
  ): number => median(list.map((measured) => measured[key]));
  const indexMs = of(index, 'totalMs');
  const floorMs = of(floor, 'totalMs');
  return {
    store,
    elements,
    runs: index[0]?.runCount ?? 0,
    identityMs: median(index.map(({ identityMs }) => identityMs ?? Number.NaN)),
    indexMs,
    floorMs,
    indexRatio: indexMs / floorMs,
    indexCpuMs: of(index, 'cpuMs'),
    floorCpuMs: of(floor, 'cpuMs'),
    peakMb: of(index, 'peakBytes') / MB,
    floorPeakMb: of(floor, 'peakBytes') / MB,
    decodedMb: of(index, 'decodedBytes') / MB,
    memoryRatio: of(index, 'peakBytes') / of(index, 'decodedBytes'),
    warmMs: of(warm, 'totalMs'),
    warmCpuMs: of(warm, 'cpuMs'),
    checkedMs: median(warm.map(({ checkedMs }) => checkedMs ?? Number.NaN)),
  };
}

const HEAD = [
  'store',
  'elements',
  'identity',
  'run index',
  'floor',
  'ratio',
  `≤ ${GOALS.index}`,
  'processors',
  'ratio',
  'peak',
  'floor peak',
  'decoded',
  'ratio',
  `≤ ${GOALS.memory}`,
];

export function tableOf(summaries: readonly Summary[]): string {
  const rows = summaries.map((summary) => [
    summary.store,
    String(summary.elements),
    `${summary.identityMs.toFixed(0)} ms`,
    `${summary.indexMs.toFixed(0)} ms`,
    `${summary.floorMs.toFixed(0)} ms`,
    summary.indexRatio.toFixed(2),
    summary.indexRatio <= GOALS.index ? 'met' : 'missed',
    `${summary.indexCpuMs.toFixed(0)} / ${summary.floorCpuMs.toFixed(0)} ms`,
    (summary.indexCpuMs / summary.floorCpuMs).toFixed(2),
    `${summary.peakMb.toFixed(1)} MB`,
    `${summary.floorPeakMb.toFixed(1)} MB`,
    `${summary.decodedMb.toFixed(1)} MB`,
    summary.memoryRatio.toFixed(2),
    summary.memoryRatio <= GOALS.memory ? 'met' : 'missed',
  ]);
  return markdownTable(HEAD, rows);
}

/** Of workflows opened before: until identity, structure, counts and run index are there. */
export function warmTableOf(summaries: readonly Summary[]): string {
  const head = ['store', 'runs', 'reopened', `< ${GOALS.warmMs} ms`, 'processors', 'compared'];
  const rows = summaries.map(({ store, runs, warmMs, warmCpuMs, checkedMs }) => [
    store,
    String(runs),
    `${warmMs.toFixed(0)} ms`,
    warmMs < GOALS.warmMs ? 'met' : 'missed',
    `${warmCpuMs.toFixed(0)} ms`,
    `${checkedMs.toFixed(0)} ms`,
  ]);
  return markdownTable(head, rows);
}

/**
 * What the elements cost that the larger workflow of a store has beyond the smaller one: without what
 * a process costs in any case, such as the room new objects are made in and the codec of Blosc.
 */
export function marginalOf(summaries: readonly Summary[]): string {
  const stores = [...new Set(summaries.map(({ store }) => store))];
  return stores
    .flatMap((store) => {
      const own = summaries.filter((known) => known.store === store);
      const [small, large] = [own[0], own.at(-1)];
      if (small === undefined || large === undefined || small === large) return [];
      const more = (key: 'indexCpuMs' | 'floorCpuMs' | 'peakMb' | 'decodedMb'): number =>
        large[key] - small[key];
      return (
        `- ${store}, ${large.elements - small.elements} elements more: ` +
        `${more('indexCpuMs').toFixed(0)} ms of processors for the index, ` +
        `${more('floorCpuMs').toFixed(0)} ms for the floor ` +
        `(ratio ${(more('indexCpuMs') / more('floorCpuMs')).toFixed(2)}); ` +
        `${more('peakMb').toFixed(1)} MB more peak for ${more('decodedMb').toFixed(1)} MB more decoded ` +
        `(ratio ${(more('peakMb') / more('decodedMb')).toFixed(2)}).`
      );
    })
    .join('\n');
}
