import type {
  FlatElement,
  FlatIteration,
  FlatRun,
  FlatTask,
} from '../../persistence/flat/records.ts';
import type { PyDict, PyValue } from '../../persistence/values.ts';
import { dict } from '../encode-records.ts';
import { encodeTime } from '../encode-value.ts';

/** Records as the truth files of GEN2 and later have them. */

function map(members: Readonly<Record<string, number | readonly number[]>>): PyDict {
  return new Map(Object.entries(members));
}

export function encodeTask(task: FlatTask): PyDict {
  const { id_, index, element_IDs } = task;
  return dict({ id_, index, is_pending: false, element_IDs, task_template: null });
}

export function encodeFlatElement(element: FlatElement): PyDict {
  return dict({
    ...element,
    is_pending: false,
    seq_idx: map(element.seq_idx),
    src_idx: map(element.src_idx),
  });
}

export function encodeFlatIteration(iteration: FlatIteration): PyDict {
  const { id_, element_ID, EARs_initialised, EAR_IDs } = iteration;
  return dict({
    id_,
    is_pending: false,
    element_ID,
    ...(EARs_initialised === undefined ? {} : { EARs_initialised }),
    EAR_IDs: EAR_IDs && new Map([...EAR_IDs].map(([action, ids]) => [String(action), ids])),
    data_idx: map(iteration.data_idx),
    schema_parameters: iteration.schema_parameters,
    loop_idx: map(iteration.loop_idx),
  });
}

export function encodeFlatRun(run: FlatRun): PyDict {
  return dict({
    ...run,
    is_pending: false,
    data_idx: map(run.data_idx),
    start_time: encodeTime(run.start_time, 'datetime'),
    end_time: encodeTime(run.end_time, 'datetime'),
  });
}

/** By position as text, as hpcflow's maps by number are written. */
export function byPosition(items: readonly PyValue[]): PyDict {
  return new Map(items.map((item, position) => [String(position), item]));
}
