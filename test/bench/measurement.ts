import { z } from 'zod';

/** What one child process measures. Times in milliseconds from the start of reading. */
export const MeasurementSchema = z.object({
  /** Until the identity is known; absent for the floor, which has none. */
  identityMs: z.number().optional(),
  /** Until the run index is built, or everything is decoded. */
  totalMs: z.number(),
  /** Time of all processors until then. */
  cpuMs: z.number(),
  /** Most memory of the process above what it had before it began to read. */
  peakBytes: z.number(),
  /** Runs found; the same in all children, or they did not read the same. */
  runCount: z.number(),
  /** Bytes of all documents, decoded, and of the columns of the run index. */
  decodedBytes: z.number(),
  /** Of one opened before: until it was compared with its files. */
  checkedMs: z.number().optional(),
  /** Whether it was shown as an earlier opening had left it. */
  isWarm: z.boolean().optional(),
});
export type Measurement = z.infer<typeof MeasurementSchema>;

/** Time that all threads of the process spent on processors since an earlier `process.cpuUsage()`. */
export function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Memory now, and the most since the process began. */
export interface MemoryBaseline {
  readonly residentBytes: number;
}

export function memoryBaseline(): MemoryBaseline {
  // Twice: what the first frees, the second gives back.
  globalThis.gc?.();
  globalThis.gc?.();
  return { residentBytes: process.memoryUsage.rss() };
}

/** Peak above a baseline; the system keeps the highest mark, so nothing between samples is missed. */
export function peakAbove({ residentBytes }: MemoryBaseline): number {
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return Math.max(0, peakBytes - residentBytes);
}
