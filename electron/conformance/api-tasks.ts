import type { ElementRecord, RunRecord, SubmissionRecord } from '../persistence/records.ts';
import { isDict, isList, type PyDict, type PyValue } from '../persistence/values.ts';
import { dict, type TimeKind } from './encode-records.ts';
import { encodeTime } from './encode-value.ts';

/** What hpcflow's `Workflow.tasks` says of a task, derived from what the stores return. */
export interface ApiTask {
  readonly name: string;
  readonly uniqueName: string;
  readonly objective: PyValue;
  readonly dirName: PyValue;
  readonly insertId: PyValue;
  readonly elementSetCount: number;
}

function text(value: PyValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Task name from its schemas (FORMATS §2.4), as hpcflow puts it together. */
function taskName(schemas: readonly PyDict[]): string {
  let name = text(schemas[0]?.get('objective'));
  for (const [i, schema] of schemas.entries()) {
    for (const part of ['method', 'implementation']) {
      const value = text(schema.get(part));
      if (value !== '') name += `_${value}`;
    }
    const next = schemas[i + 1];
    const isNamed = text(next?.get('method')) !== '' || text(next?.get('implementation')) !== '';
    if (next !== undefined && isNamed) name += '_and';
  }
  return name;
}

export function apiTasks(template: PyDict, components: PyDict): ApiTask[] {
  const known = components.get('task_schemas');
  const tasks = template.get('tasks');
  const found = (isList(tasks) ? tasks : []).filter(isDict).map((task) => {
    const references = task.get('schemas');
    const schemas = (isList(references) ? references : []).flatMap((reference) => {
      const schema = isDict(known) ? known.get(text(reference).replace('hash:', '')) : undefined;
      return isDict(schema) ? [schema] : [];
    });
    const sets = task.get('element_sets');
    return {
      name: taskName(schemas),
      objective: schemas[0]?.get('objective') ?? null,
      dirName: task.get('dir_name') ?? null,
      insertId: task.get('insert_ID') ?? null,
      elementSetCount: isList(sets) ? sets.length : 0,
    };
  });
  return found.map((task, index) => {
    const same = found.filter(({ name }) => name === task.name);
    const earlier = found.slice(0, index).filter(({ name }) => name === task.name).length;
    return { ...task, uniqueName: same.length > 1 ? `${task.name}_${earlier + 1}` : task.name };
  });
}

/** Status of a submission as hpcflow derives it (FORMATS §8.6). */
export function submissionStatus(submission: SubmissionRecord | undefined): string {
  const attempts = submission?.fields.get('submission_attempts');
  const submitted = new Set(
    (isList(attempts) ? attempts : []).flatMap((a) => (isList(a) ? a : [])),
  );
  if (submitted.size === 0) return 'PENDING';
  const count = submission?.jobscripts.length ?? 0;
  return submitted.size === count ? 'SUBMITTED' : 'PARTIALLY_SUBMITTED';
}

/** Status of a run as hpcflow derives it (FORMATS §12.1). */
export function runStatus(run: RunRecord, submissions: readonly SubmissionRecord[]): string {
  const { start_time, end_time, submission_idx } = run.metadata;
  if (end_time !== null) return 'COMPLETE';
  if (start_time !== null) return 'RUNNING';
  if (submission_idx === null) return 'PENDING';
  const status = submissionStatus(submissions[submission_idx]);
  if (status === 'PENDING') return 'PREPARED';
  return status === 'SUBMITTED' ? 'SUBMITTED' : 'PENDING';
}

/** An element as hpcflow's object API shows it. */
export function apiElement(
  element: ElementRecord,
  submissions: readonly SubmissionRecord[],
  kind: TimeKind,
): PyDict {
  const iterations = element.iterations.map((iteration) => {
    const actions = [...iteration.actions].flatMap(([action_idx, runs]) =>
      runs.map((run, run_idx) =>
        dict({
          action_idx,
          run_idx,
          index: run.index,
          data_idx: dict(run.data_idx),
          submission_idx: run.metadata.submission_idx,
          start_time: encodeTime(run.metadata.start_time, kind),
          end_time: encodeTime(run.metadata.end_time, kind),
          success: run.metadata.success,
          submission_status: runStatus(run, submissions),
        }),
      ),
    );
    return dict({
      index: iteration.index,
      loop_idx: dict(iteration.loop_idx),
      EARs_initialised: iteration.EARs_initialised,
      schema_parameters: [...iteration.schema_parameters],
      data_idx: dict(iteration.data_idx),
      actions,
    });
  });
  // These versions give no element set in their object API.
  return dict({ index: element.index, element_set_idx: null, iterations });
}
