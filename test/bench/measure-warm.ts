import { openSession, type SessionCache } from '../../electron/workers/open-session.ts';
import { cpuMsSince, type Measurement, memoryBaseline, peakAbove } from './measurement.ts';
import { NO_CONTEXT } from './no-context.ts';

/**
 * Opens a workflow as the app does when it was opened before, up to its run index, and then until it
 * has been compared with its files. The first measurement of a workflow fills the cache.
 */
export async function measureWarm(path: string, folder: string): Promise<Measurement> {
  const cache: SessionCache = { folder, appVersion: 'bench', log: () => undefined };
  const input = { workflowId: 'w' };
  const baseline = memoryBaseline();
  const startCpu = process.cpuUsage();
  const startMs = performance.now();
  const session = await openSession(path, cache);
  const identityMs = performance.now() - startMs;
  await session.handlers['workflow.readStructure'](input, NO_CONTEXT);
  const counts = await session.handlers['workflow.readCounts'](input, NO_CONTEXT);
  const index = await session.handlers['workflow.readRunIndex'](input, NO_CONTEXT);
  const totalMs = performance.now() - startMs;
  const cpuMs = cpuMsSince(startCpu);
  const peakBytes = peakAbove(baseline);
  await session.handlers['workflow.readFreshness'](input, NO_CONTEXT);
  const checkedMs = performance.now() - startMs;
  await session.close();
  const isWarm = counts.isFromCache === true;
  const { count } = index.runs;
  return {
    identityMs,
    totalMs,
    cpuMs,
    peakBytes,
    runCount: count,
    decodedBytes: 0,
    checkedMs,
    isWarm,
  };
}
