import { useCallback, useMemo } from 'react';
import type { Structure } from '../../shared/contract/documents.ts';
import { cursorOf, stepFailure } from '../../shared/model/failure-steps.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { failedRuns } from '../../shared/model/run-index-counts.ts';
import { placeOfRun } from '../../shared/model/run-index-queries.ts';
import { statusCode } from '../../shared/model/status.ts';
import { usePlace } from './workflow-place.ts';

/** The failures of the whole workflow, as a line to walk along. */
export interface FailureSteps {
  readonly count: number;
  /** What they are, after a number: all inferred, or some recorded. */
  readonly words: 'failed' | 'likely failed';
  /** Which one is selected, from 0; `undefined` when none is. */
  readonly position: number | undefined;
  readonly step: (direction: 'next' | 'previous') => void;
}

const NONE = new Uint32Array();
const ERROR = statusCode('error');

export function useFailureSteps(
  structure: Structure | undefined,
  index: RunIndex | undefined,
): FailureSteps {
  const { address, go } = usePlace();
  const failures = useMemo(() => (index === undefined ? NONE : failedRuns(index)), [index]);
  const cursor = useMemo(() => {
    const task = structure?.tasks.find(({ insertId }) => insertId === address.task);
    return index === undefined ? -0.5 : cursorOf(index, task?.index, address);
  }, [structure, index, address]);
  const step = useCallback(
    (direction: 'next' | 'previous') => {
      const row = failures[stepFailure(failures, cursor, direction) ?? -1];
      if (index === undefined || row === undefined) return;
      const { task: position, ...place } = placeOfRun(index, row);
      const task = structure?.tasks.find(({ index: at }) => at === position);
      if (task !== undefined) go({ view: 'runs', task: task.insertId, ...place });
    },
    [structure, index, failures, cursor, go],
  );
  const position = failures.indexOf(cursor);
  const hasRecorded = useMemo(
    () => failures.some((row) => index?.runs.status[row] === ERROR),
    [failures, index],
  );
  return {
    count: failures.length,
    words: hasRecorded ? 'failed' : 'likely failed',
    position: position < 0 ? undefined : position,
    step,
  };
}
