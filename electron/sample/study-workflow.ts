import { formatTimestamp } from '../persistence/timestamp-text.ts';
import { DEFAULT_TS_FMT } from '../persistence/timestamps.ts';
import type { Gen1Workflow } from '../persistence/workflow-records.ts';
import { toDict } from './plain.ts';
import type { Study } from './study.ts';
import { addLoop } from './study-loops.ts';
import { StudyParameters } from './study-parameters.ts';
import { StudyState } from './study-state.ts';
import { addSubmission } from './study-submissions.ts';
import { addTask, templateOf } from './study-tasks.ts';

/** The records hpcflow would have written for a study. */
export function buildStudy(study: Study): Gen1Workflow {
  const state = new StudyState(study);
  const resources = state.parameters.add(
    { type: 'workflow_resources' },
    StudyParameters.resources(),
  );
  const tasks = study.tasks.map((_, insertId) => addTask(state, insertId));
  const loops = study.loops.map((loop) => addLoop(state, loop));
  const submissions = study.submissions.map((submission, index) =>
    addSubmission(state, submission, index),
  );
  return {
    creationInfo: toDict({
      app_info: {
        name: study.appName,
        version: study.appVersion,
        python_version: '3.10.12',
        is_frozen: false,
      },
      create_time: formatTimestamp(study.createdUs),
      ts_fmt: DEFAULT_TS_FMT,
      ts_name_fmt: '%Y-%m-%d_%H%M%S',
    }),
    template: templateOf(state, resources, tasks),
    templateComponents: state.components.toDict(),
    loops,
    submissions,
    numAddedTasks: study.tasks.length,
    tasks: state.tasks,
    parameters: state.parameters.list,
  };
}
