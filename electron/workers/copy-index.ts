import type { Output } from '../../shared/contract/procedures.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';

/**
 * A copy of a run index whose buffers may be transferred. The session keeps its own for counts,
 * look-ups and the next caller: one copy costs less than the two of a structured clone, and an index
 * shared between threads would need memory that a page may not use.
 */
export function copyOfIndex(index: RunIndex): Output<'workflow.readRunIndex'> {
  const { elements, iterations, runs } = index;
  return {
    asOfMs: index.asOfMs,
    loops: [...index.loops],
    hosts: [...index.hosts],
    elements: {
      count: elements.count,
      task: elements.task.slice(),
      index: elements.index.slice(),
      elementSet: elements.elementSet.slice(),
      iterationStart: elements.iterationStart.slice(),
    },
    iterations: {
      count: iterations.count,
      element: iterations.element.slice(),
      id: iterations.id.slice(),
      ordinal: iterations.ordinal.slice(),
      loopIdx: iterations.loopIdx.slice(),
      isInitialised: iterations.isInitialised.slice(),
      runStart: iterations.runStart.slice(),
    },
    runs: {
      count: runs.count,
      iteration: runs.iteration.slice(),
      action: runs.action.slice(),
      attempt: runs.attempt.slice(),
      id: runs.id.slice(),
      status: runs.status.slice(),
      startUs: runs.startUs.slice(),
      endUs: runs.endUs.slice(),
      exitCode: runs.exitCode.slice(),
      submission: runs.submission.slice(),
      jobscript: runs.jobscript.slice(),
      host: runs.host.slice(),
    },
  };
}
