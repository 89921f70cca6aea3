import { submissionStatus } from '../../generations/flat-submission-list.ts';
import type { FlatBlock, FlatJobscript } from '../../generations/flat-submissions.ts';
import { submittedIn } from '../../generations/flat-submissions.ts';
import { isDict, isList, type PyDict, type PyValue } from '../../persistence/values.ts';
import { compareValues } from '../compare-values.ts';
import { dict } from '../encode-records.ts';
import { encodeTime } from '../encode-value.ts';
import { raisedName, raisedText } from '../outcome.ts';
import type { FlatContext } from './flat-context.ts';
import { submissionFiles } from './submission-files.ts';

const STATUS_NAMES = {
  pending: 'PENDING',
  submitted: 'SUBMITTED',
  'partially-submitted': 'PARTIALLY_SUBMITTED',
} as const;

/** Compares the members that the truth has, and counts what hpcflow could not tell. */
function compareKnown(
  expected: PyValue,
  actual: Readonly<Record<string, PyValue | undefined>>,
  place: string,
  { findings }: FlatContext,
): void {
  if (!isDict(expected)) {
    findings.differs(place, 'is no map');
    return;
  }
  for (const [key, value] of expected) {
    const raised = raisedText(value);
    const ours = actual[key];
    if (raised !== undefined) findings.raised(`${raisedName(raised)} of the object API`);
    else if (ours === undefined) findings.differs(`${place}.${key}`, 'not known');
    else compareValues(value, ours, `${place}.${key}`, findings);
  }
}

/** `api_loops`: what hpcflow's object API says of loops. */
export function compareFlatLoops(expected: PyValue, context: FlatContext): void {
  const { store, reader, findings } = context;
  if (!isList(expected)) {
    findings.differs('api_loops', 'is no list');
    return;
  }
  compareValues(expected.length, reader.loops.length, 'api_loops.length', findings);
  const stored = store.getLoops();
  const templates = store.getTemplate().get('loops');
  for (const [index, entry] of expected.entries()) {
    const loop = reader.loops[index];
    const runtime = stored[index];
    const template = isList(templates) ? templates[index] : undefined;
    if (loop === undefined) continue;
    const added = runtime?.get('num_added_iterations') ?? null;
    compareKnown(
      entry,
      {
        index,
        name: loop.name,
        num_iterations: loop.requestedIterations,
        num_added_iterations: isList(added) ? dict({ __dict__: added }) : added,
        iterable_parameters: runtime?.get('iterable_parameters'),
        task_insert_IDs: loop.taskInsertIds,
        task_indices: loop.taskInsertIds.map((id) =>
          reader.tasks.findIndex(({ insertId }) => insertId === id),
        ),
        parents: runtime?.get('parents'),
        termination: isDict(template) ? template.get('termination') : undefined,
        termination_task_insert_ID: isDict(template)
          ? template.get('termination_task_insert_ID')
          : undefined,
      },
      `api_loops.${index}`,
      context,
    );
    const largest = isList(added)
      ? Math.max(...added.map((pair) => (isList(pair) ? Number(pair[1]) : 0)))
      : added;
    compareValues(largest, loop.addedIterations, `api_loops.${index}.addedIterations`, findings);
  }
}

/** `api_submissions`: what hpcflow's object API says of submissions, jobscripts and blocks. */
export function compareFlatSubmissions(expected: PyValue, context: FlatContext): void {
  const { submissions, findings } = context;
  if (!isList(expected)) {
    findings.differs('api_submissions', 'is no list');
    return;
  }
  compareValues(expected.length, submissions.length, 'api_submissions.length', findings);
  for (const [index, entry] of expected.entries()) {
    const submission = submissions[index];
    if (submission === undefined || !isDict(entry)) continue;
    const place = `api_submissions.${index}`;
    const submitted = submittedIn(submission);
    const status = submissionStatus(submission, submitted);
    const fields = new Map(entry);
    fields.delete('jobscripts');
    compareKnown(
      fields,
      {
        index,
        JS_parallelism: submission.fields.get('JS_parallelism'),
        submission_attempts: submission.fields.get('submission_attempts'),
        submission_parts: submission.parts.map(({ atUs, jobscripts }) =>
          dict({ submit_time: encodeTime(atUs ?? null, 'datetime'), jobscripts }),
        ),
        status: STATUS_NAMES[status],
        needs_submit: status !== 'submitted',
        outstanding_jobscripts: [...submission.jobscripts.keys()].filter(
          (js) => !submitted.has(js),
        ),
        submitted_jobscripts: submission.parts.flatMap(({ jobscripts }) => jobscripts),
      },
      place,
      context,
    );
    const jobscripts = entry.get('jobscripts');
    const wanted = isList(jobscripts) ? jobscripts : [];
    compareValues(
      wanted.length,
      submission.jobscripts.length,
      `${place}.jobscripts.length`,
      findings,
    );
    for (const [js, item] of wanted.entries()) {
      const own = submission.jobscripts[js];
      if (own !== undefined && isDict(item)) {
        compareJobscript(item, own, index, js, `${place}.jobscripts.${js}`, context);
      }
    }
  }
}

function compareJobscript(
  expected: PyDict,
  jobscript: FlatJobscript,
  submission: number,
  index: number,
  place: string,
  context: FlatContext,
): void {
  const { fields, blocks } = jobscript;
  const field = (key: string): PyValue => fields.get(key) ?? null;
  const resources = field('resources');
  const option = (key: string): PyValue =>
    isDict(resources) ? (resources.get(key) ?? null) : null;
  const versions = field('version_info');
  const isWindows = isDict(versions) && versions.get('OS_name') === 'Windows';
  // Where the version does not record it, hpcflow takes the machine it runs on.
  const assumed = fields.has('os_name') || fields.has('blocks') ? null : isWindows ? 'nt' : 'posix';
  const system = field('os_name') ?? option('os_name') ?? assumed;
  const shell = system === null ? null : system === 'nt' ? 'powershell' : 'bash';
  const [first] = blocks;
  const hasBlocks = fields.has('blocks');
  const runIds = blocks.flatMap(({ runIds: rows }) => rows.flat().filter((id) => id >= 0));
  const wanted = new Map(expected);
  wanted.delete('blocks');
  compareKnown(
    wanted,
    {
      ...(hasBlocks || first === undefined ? {} : blockFields(first, fields)),
      index,
      submit_time: encodeTime(jobscript.submitUs ?? null, 'datetime'),
      submit_hostname: field('submit_hostname'),
      submit_machine: field('submit_machine'),
      submit_cmdline: jobscript.submitCommand.length === 0 ? null : jobscript.submitCommand,
      scheduler_job_ID: jobscript.schedulerJobId ?? null,
      process_ID: jobscript.processId ?? null,
      version_info: versions,
      is_array: hasBlocks ? field('is_array') : isArray(option, first, context),
      os_name: system,
      shell_name: field('shell_name') ?? option('shell') ?? shell,
      scheduler_name: field('scheduler_name') ?? option('scheduler'),
      resources,
      ...(hasBlocks
        ? {
            dependencies: dependenciesOf(blocks, index),
            all_EAR_IDs: runIds,
            ...timesOf(runIds, context),
            is_submitted: submittedIn(context.submissions[submission] ?? NOTHING).has(index),
            is_scheduled: option('scheduler') !== 'direct',
            ...submissionFiles(submission, index, jobscript, context),
          }
        : {}),
    },
    place,
    context,
  );
  const wantedBlocks = expected.get('blocks');
  for (const [at, item] of (isList(wantedBlocks) ? wantedBlocks : []).entries()) {
    const block = blocks[at];
    const stored = field('blocks');
    const own = isList(stored) ? stored[at] : undefined;
    if (block !== undefined && isDict(own)) {
      compareKnown(item, blockFields(block, own), `${place}.blocks.${at}`, context);
    }
  }
}

/** Of a jobscript on blocks of others, by pair of jobscript and block. */
function dependenciesOf(blocks: readonly FlatBlock[], own: number): PyValue {
  const pairs = blocks
    .flatMap(({ dependencies }) => dependencies)
    .filter(({ jobscript }) => jobscript !== own)
    .map(({ jobscript, block, isArray: isOneToOne }) => [
      [jobscript, block],
      dict({ is_array: isOneToOne }),
    ]);
  return pairs.length === 0 ? new Map() : pairs;
}

const NOTHING = { fields: new Map(), jobscripts: [], parts: [] };

function blockFields(block: FlatBlock, stored: PyDict): Record<string, PyValue | undefined> {
  const dependencies = stored.get('dependencies');
  return {
    task_insert_IDs: block.taskInsertIds,
    task_actions: block.taskActions.map(({ insertId, action, place }) => [
      insertId,
      action,
      place ?? null,
    ]),
    task_elements: stored.get('task_elements'),
    task_loop_idx: block.taskLoopIdx.map(
      (loops) => new Map(loops.map(({ loop, iteration }) => [loop, iteration])),
    ),
    EAR_ID: block.runIds,
    // Since GEN4 a list of pairs; none is given as an empty map.
    dependencies: isList(dependencies) && dependencies.length === 0 ? new Map() : dependencies,
    num_actions: block.runIds.length,
    num_elements: block.columnCount,
  };
}

function isArray(
  option: (key: string) => PyValue,
  block: FlatBlock | undefined,
  { store }: FlatContext,
): boolean {
  const scheduler = option('scheduler');
  if (scheduler === null || scheduler === 'direct') return false;
  const asked = option('use_job_array');
  return asked === null
    ? (block?.columnCount ?? 0) > 1 && store.features.EAR_parallelism
    : asked === true;
}

/** First start and last end of the runs. */
function timesOf(ids: readonly number[], { lookup }: FlatContext): Record<string, PyValue> {
  const { runs } = lookup.index;
  const times = (column: Float64Array): number[] =>
    ids
      .map((id) => column[lookup.rowOfWorkflowRunId(id)] ?? Number.NaN)
      .filter((us) => !Number.isNaN(us));
  const starts = times(runs.startUs);
  const ends = times(runs.endUs);
  return {
    start_time: encodeTime(starts.length === 0 ? null : Math.min(...starts), 'datetime'),
    end_time: encodeTime(ends.length === 0 ? null : Math.max(...ends), 'datetime'),
  };
}
