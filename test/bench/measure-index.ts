import { openSession } from '../../electron/workers/open-session.ts';
import { buffersOf } from '../../shared/model/run-index.ts';
import { documentBytes } from './floor.ts';
import { cpuMsSince, type Measurement, memoryBaseline, peakAbove } from './measurement.ts';
import { NO_CONTEXT } from './no-context.ts';

/** Opens a workflow as the app does, up to its run index. */
export async function measureIndex(path: string): Promise<Measurement> {
  const baseline = memoryBaseline();
  const startCpu = process.cpuUsage();
  const startMs = performance.now();
  const session = await openSession(path);
  const identityMs = performance.now() - startMs;
  const index = await session.handlers['workflow.readRunIndex']({ workflowId: 'w' }, NO_CONTEXT);
  const totalMs = performance.now() - startMs;
  const cpuMs = cpuMsSince(startCpu);
  const peakBytes = peakAbove(baseline);
  await session.close();
  const indexBytes = buffersOf(index).reduce((sum, buffer) => sum + buffer.byteLength, 0);
  const decodedBytes = indexBytes + (await documentBytes(path));
  return { identityMs, totalMs, cpuMs, peakBytes, runCount: index.runs.count, decodedBytes };
}
