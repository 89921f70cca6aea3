import type {
  ElementRecord,
  IterationRecord,
  JobscriptRecord,
  RunRecord,
  SubmissionRecord,
  TaskCounts,
} from '../persistence/records.ts';
import type { PyDict, PyValue } from '../persistence/values.ts';
import { encodeTime } from './encode-value.ts';

/** Kind of the times that a store returns (FORMATS §7): Zarr gives NumPy's. */
export type TimeKind = 'datetime' | 'datetime64';

export function dict(members: Readonly<Record<string, PyValue>>): PyDict {
  return new Map(Object.entries(members));
}

export function encodeCounts(counts: TaskCounts): PyDict {
  const { num_elements, num_element_iterations, num_EARs } = counts;
  return dict({ num_elements, num_element_iterations, num_EARs });
}

export function encodeRun(run: RunRecord, kind: TimeKind): PyDict {
  const { submission_idx, success, start_time, end_time } = run.metadata;
  return dict({
    index: run.index,
    metadata: dict({
      submission_idx,
      success,
      start_time: encodeTime(start_time, kind),
      end_time: encodeTime(end_time, kind),
    }),
    data_idx: dict(run.data_idx),
  });
}

function encodeIteration(iteration: IterationRecord, kind: TimeKind): PyDict {
  const actions = new Map<string, PyValue>();
  for (const [index, runs] of iteration.actions) {
    actions.set(
      String(index),
      runs.map((run) => encodeRun(run, kind)),
    );
  }
  return dict({
    index: iteration.index,
    global_idx: iteration.global_idx,
    data_idx: dict(iteration.data_idx),
    EARs_initialised: iteration.EARs_initialised,
    schema_parameters: [...iteration.schema_parameters],
    loop_idx: dict(iteration.loop_idx),
    actions,
  });
}

/** An element as the truth's `get_task_elements` has it. */
export function encodeElement(element: ElementRecord, kind: TimeKind): PyDict {
  const { es_idx, index, seq_idx, src_idx, iterations_idx } = element;
  const members: Record<string, PyValue> = {
    es_idx,
    seq_idx: dict(seq_idx),
    src_idx: dict(src_idx),
    index,
    iterations: element.iterations.map((iteration) => encodeIteration(iteration, kind)),
  };
  if (iterations_idx !== undefined) members.iterations_idx = [...iterations_idx];
  return dict(members);
}

export function encodeColumns(columns: JobscriptRecord['task_elements']): PyDict {
  return new Map([...columns].map(([id, elements]) => [String(id), [...elements]]));
}

/** A submission as the truth's `get_submissions` has it. */
export function encodeSubmission(submission: SubmissionRecord): PyDict {
  const jobscripts = submission.jobscripts.map(
    (jobscript) =>
      new Map<string, PyValue>([
        ...jobscript.fields,
        ['submit_time', encodeTime(jobscript.submit_time, 'datetime')],
        ['task_elements', encodeColumns(jobscript.task_elements)],
      ]),
  );
  return new Map<string, PyValue>([...submission.fields, ['jobscripts', jobscripts]]);
}
