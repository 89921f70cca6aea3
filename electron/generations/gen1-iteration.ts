import type { IterationRecord } from '../persistence/records.ts';
import type { IterationData } from './workflow-reader.ts';

/** A GEN1 iteration as the views take it. */
export function gen1Iteration(record: IterationRecord): IterationData {
  return {
    id: record.index,
    loopIdx: Object.entries(record.loop_idx).map(([loop, iteration]) => ({ loop, iteration })),
    dataIndex: record.data_idx,
    actions: new Map(
      [...record.actions].map(([action, runs]) => [action, runs.map((run) => run.data_idx)]),
    ),
  };
}
