import { join } from 'node:path';
import type { PyValue } from '../persistence/values.ts';
import type { Gen1Parameter, Gen1Task, Gen1Workflow } from './gen1-workflow.ts';
import { toDict } from './plain.ts';
import { encodeValue } from './value-encoding.ts';
import {
  writeAttributes,
  writeGroup,
  writeNumericArray,
  writeObjectArray,
  writeTimes,
} from './zarr-files.ts';

/** Rows per chunk of the object arrays, parameters excepted (FORMATS §4.2). */
const ROWS_PER_CHUNK = 1000;

/** Writes a Zarr store into an existing folder (FORMATS §4). */
export async function writeZarrStore(folder: string, workflow: Gen1Workflow): Promise<void> {
  writeGroup(folder);
  writeAttributes(
    folder,
    toDict({
      creation_info: workflow.creationInfo,
      template: workflow.template,
      template_components: workflow.templateComponents,
      num_added_tasks: workflow.numAddedTasks,
      loops: workflow.loops,
      submissions: workflow.submissions,
    }),
  );
  writeGroup(join(folder, 'element_data'));
  for (const task of workflow.tasks) {
    await writeTask(join(folder, 'element_data', `task_${task.insertId}`), task);
  }
  await writeParameters(join(folder, 'parameter_data'), workflow.parameters);
}

async function writeParameters(
  folder: string,
  parameters: readonly Gen1Parameter[],
): Promise<void> {
  writeGroup(folder);
  writeGroup(join(folder, 'arrays'));
  const rows: PyValue[] = [];
  for (const [index, { value }] of parameters.entries()) {
    const encoded = value === undefined ? undefined : encodeValue(value, 'zarr');
    rows.push(encoded?.value ?? null);
    if (encoded === undefined || encoded.arrays.length === 0) continue;
    const group = join(folder, 'arrays', `param_${index}`);
    writeGroup(group);
    for (const [position, array] of encoded.arrays.entries()) {
      await writeNumericArray(join(group, `arr_${position}`), array);
    }
  }
  await writeObjectArray(join(folder, 'base'), rows, 1);
  const sources = parameters.map(({ source }) => source);
  await writeObjectArray(join(folder, 'sources'), sources, ROWS_PER_CHUNK);
}

/** Texts that rows refer to by position; appended to, never reordered (FORMATS §4.3). */
class LookupTable {
  readonly texts: string[] = [];
  readonly #positions = new Map<string, number>();

  positionOf(text: string): number {
    const known = this.#positions.get(text);
    if (known !== undefined) return known;
    this.#positions.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  pairs(values: Readonly<Record<string, number>>): PyValue {
    return Object.entries(values).map(([text, value]) => [this.positionOf(text), value]);
  }
}

async function writeTask(folder: string, task: Gen1Task): Promise<void> {
  writeGroup(folder);
  await writeElements(join(folder, 'elements'), task);
  await writeIterations(join(folder, 'element_iters'), task);
  const times: [number | null, number | null][] = [];
  for (const { actions } of task.iterations) {
    for (const run of [...actions.values()].flat()) {
      times[run.index] = [run.metadata.start_time, run.metadata.end_time];
    }
  }
  await writeTimes(
    join(folder, 'EAR_times'),
    Array.from(times, (pair) => pair ?? [null, null]),
  );
}

async function writeElements(folder: string, task: Gen1Task): Promise<void> {
  const seqIdx = new LookupTable();
  const srcIdx = new LookupTable();
  const rows = task.elements.map(
    (element): PyValue => [
      element.iterations_idx,
      element.es_idx,
      seqIdx.pairs(element.seq_idx),
      srcIdx.pairs(element.src_idx),
    ],
  );
  await writeObjectArray(folder, rows, ROWS_PER_CHUNK);
  writeAttributes(folder, toDict({ seq_idx: seqIdx.texts, src_idx: srcIdx.texts }));
}

async function writeIterations(folder: string, task: Gen1Task): Promise<void> {
  const loops = new LookupTable();
  const schemaParameters = new LookupTable();
  const paths = new LookupTable();
  const rows = task.iterations.map(
    (iteration): PyValue => [
      iteration.global_idx,
      paths.pairs(iteration.data_idx),
      iteration.EARs_initialised ? 1 : 0,
      iteration.schema_parameters.map((path) => schemaParameters.positionOf(path)),
      loops.pairs(iteration.loop_idx),
      [...iteration.actions].map(
        ([action, runs]): PyValue => [
          action,
          runs.map(
            ({ index, metadata, data_idx }): PyValue => [
              index,
              metadata.submission_idx ?? -1,
              metadata.success === null ? -1 : Number(metadata.success),
              paths.pairs(data_idx),
            ],
          ),
        ],
      ),
    ],
  );
  await writeObjectArray(folder, rows, ROWS_PER_CHUNK);
  writeAttributes(
    folder,
    toDict({
      loops: loops.texts,
      schema_parameters: schemaParameters.texts,
      parameter_paths: paths.texts,
    }),
  );
}
