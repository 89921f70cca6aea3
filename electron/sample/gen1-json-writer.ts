import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatJson } from '../persistence/json-write.ts';
import type { RunRecord } from '../persistence/records.ts';
import type { PyDict, PyValue } from '../persistence/values.ts';
import type { Gen1Element, Gen1Iteration, Gen1Workflow } from './gen1-workflow.ts';
import { toDict } from './plain.ts';
import { formatTimestamp } from './timestamp.ts';
import { encodeValue } from './value-encoding.ts';

/** Writes the three documents of a JSON store into an existing folder (FORMATS §3). */
export function writeJsonStore(folder: string, workflow: Gen1Workflow): void {
  const metadata = toDict({
    creation_info: workflow.creationInfo,
    parameter_sources: byIndex(workflow.parameters.map(({ source }) => source)),
    template_components: workflow.templateComponents,
    template: workflow.template,
    tasks: workflow.tasks.map((task) => ({
      elements: task.elements.map(elementItem),
      element_iterations: task.iterations.map(iterationItem),
    })),
    num_added_tasks: workflow.numAddedTasks,
    loops: workflow.loops,
  });
  const parameters = byIndex(
    workflow.parameters.map(({ value }) =>
      value === undefined ? null : encodeValue(value, 'json').value,
    ),
  );
  writeDocument(join(folder, 'metadata.json'), metadata);
  writeDocument(join(folder, 'submissions.json'), workflow.submissions);
  writeDocument(join(folder, 'parameters.json'), parameters);
}

function writeDocument(file: string, document: PyValue): void {
  writeFileSync(file, formatJson(document, { indent: 4 }));
}

function byIndex(items: readonly PyValue[]): PyDict {
  return new Map(items.map((item, index) => [String(index), item]));
}

function elementItem(element: Gen1Element): PyDict {
  return toDict({
    iterations_idx: element.iterations_idx,
    es_idx: element.es_idx,
    seq_idx: { ...element.seq_idx },
    src_idx: { ...element.src_idx },
  });
}

function iterationItem(iteration: Gen1Iteration): PyDict {
  return toDict({
    global_idx: iteration.global_idx,
    data_idx: { ...iteration.data_idx },
    EARs_initialised: iteration.EARs_initialised,
    actions: new Map(
      [...iteration.actions].map(([action, runs]) => [String(action), runs.map(runItem)]),
    ),
    schema_parameters: iteration.schema_parameters,
    loop_idx: { ...iteration.loop_idx },
  });
}

function runItem(run: RunRecord): PyDict {
  const { submission_idx, success, start_time, end_time } = run.metadata;
  return toDict({
    index: run.index,
    metadata: {
      submission_idx,
      success,
      start_time: start_time === null ? null : formatTimestamp(start_time),
      end_time: end_time === null ? null : formatTimestamp(end_time),
    },
    data_idx: { ...run.data_idx },
  });
}
