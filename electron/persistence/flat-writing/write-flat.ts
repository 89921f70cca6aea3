import { dirname } from 'node:path/posix';
import { writeEmptyFolder } from '../empty-workflow.ts';
import {
  ELEMENT_ROW,
  ITERATION_ROW,
  JSON_FILES,
  RUN_JSON_KEYS,
  ZARR_PATHS,
} from '../flat/formats.ts';
import { formatJson } from '../json-write.ts';
import type { StoreOptions } from '../store-options.ts';
import { formatTimestamp } from '../timestamp-text.ts';
import type { PyDict, PyValue } from '../values.ts';
import { carryOut, folderStep, newFileStep, type WriteStep } from '../write-plan.ts';
import { GROUP, zarrDocument } from '../zarr-metadata.ts';
import {
  elementMembers,
  GrowingTables,
  iterationMembers,
  rowOf,
  runMembers,
} from './encode-record.ts';
import type { FlatWorkflow } from './flat-workflow.ts';
import { FLAT_LAYOUTS, type FlatLayout, type FlatLayoutName } from './layouts.ts';
import { integerLists, objectRows, runDirectories, runGrid } from './object-array-files.ts';
import { parameterDocument, parameterFiles } from './parameter-files.ts';
import { splitSubmission } from './submission-array-files.ts';

const ROWS_PER_CHUNK = 1000;

/**
 * Writes a whole workflow of GEN3 or GEN4 into a folder that must not be there: first beside its
 * place, then renamed, so that it is there whole or not at all.
 *
 * @param path - Absolute path of the new workflow folder; its parent exists.
 * @throws StoreException `refused` when there is something at the path; ValueError for what the store
 *   cannot hold (arrays in a JSON store), before anything is written
 */
export async function writeFlatWorkflow(
  path: string,
  workflow: FlatWorkflow,
  layoutName: FlatLayoutName,
  store: 'json' | 'zarr',
  options: StoreOptions = {},
): Promise<void> {
  const layout = FLAT_LAYOUTS[layoutName];
  const steps = store === 'json' ? jsonSteps(workflow, layout) : await zarrSteps(workflow, layout);
  const all = [...steps, ...fileSteps(workflow)];
  await writeEmptyFolder(path, 'new', options, (writer) => carryOut(writer, all));
}

function fileSteps({ files = new Map() }: FlatWorkflow): WriteStep[] {
  const folders = new Set<string>();
  const addFolder = (folder: string): void => {
    if (folder === '.' || folders.has(folder)) return;
    addFolder(dirname(folder));
    folders.add(folder);
  };
  for (const key of files.keys()) addFolder(dirname(key));
  return [
    ...[...folders].map(folderStep),
    ...[...files].map(([key, text]) => newFileStep(key, Buffer.from(text))),
  ];
}

/** Members of the root document of both stores (GEN4 §5.1, §6.1). */
function rootMembers(workflow: FlatWorkflow): [string, PyValue][] {
  return [
    ['name', workflow.name],
    ['ts_fmt', workflow.tsFmt],
    ['ts_name_fmt', workflow.tsNameFmt],
    ['creation_info', workflow.creationInfo],
    ['template_components', workflow.templateComponents],
    ['template', workflow.template],
    ['num_added_tasks', workflow.numAddedTasks],
    ['loops', workflow.loops],
  ];
}

function runsOf({ runs, tsFmt }: FlatWorkflow, keys: readonly string[]): PyDict[] {
  return runs.map((run) => runMembers(run, keys, (us) => formatTimestamp(us, tsFmt)));
}

async function zarrSteps(workflow: FlatWorkflow, layout: FlatLayout): Promise<WriteStep[]> {
  const isNested = layout.hasRunGrid;
  const lists = workflow.tasks.map(({ element_IDs }) => element_IDs);
  const elementTables = GrowingTables.of(ELEMENT_ROW);
  const elements = workflow.elements.map((element) =>
    rowOf(elementMembers(element), ELEMENT_ROW, elementTables),
  );
  const iterationTables = GrowingTables.of(ITERATION_ROW);
  const iterations = workflow.iterations.map((iteration) =>
    rowOf(iterationMembers(iteration), ITERATION_ROW, iterationTables),
  );
  const rows = { chunkRows: ROWS_PER_CHUNK, isNested };
  const submissions = layout.hasRunGrid
    ? await Promise.all(workflow.submissions.map(splitSubmission))
    : workflow.submissions.map((inline) => ({ inline, steps: [] }));
  const root = new Map<string, PyValue>([
    ...rootMembers(workflow),
    [
      'tasks',
      workflow.tasks.map(
        ({ id_ }, row) =>
          new Map([
            ['id_', id_],
            ['element_IDs_idx', row],
          ]),
      ),
    ],
    ['submissions', submissions.map(({ inline }) => inline)],
  ]);
  return [
    newFileStep('.zgroup', GROUP),
    newFileStep(ZARR_PATHS.attributes, zarrDocument(root)),
    folderStep('metadata'),
    newFileStep('metadata/.zgroup', GROUP),
    ...(await integerLists(ZARR_PATHS.tasks, lists, isNested)),
    ...(await objectRows(ZARR_PATHS.elements, elements, {
      ...rows,
      attributes: elementTables.attributes(),
    })),
    ...(await objectRows(ZARR_PATHS.iterations, iterations, {
      ...rows,
      attributes: iterationTables.attributes(),
    })),
    ...(await runSteps(workflow, layout)),
    ...(layout.hasRunGrid
      ? [
          folderStep(ZARR_PATHS.submissions),
          newFileStep(`${ZARR_PATHS.submissions}/.zgroup`, GROUP),
        ]
      : []),
    ...submissions.flatMap(({ steps }) => steps),
    ...(await parameterFiles(workflow.parameters, layout)),
  ];
}

async function runSteps(workflow: FlatWorkflow, layout: FlatLayout): Promise<WriteStep[]> {
  const tables = GrowingTables.of(layout.runRow);
  const keys = layout.runRow.map(({ name }) => name);
  const rows = runsOf(workflow, keys).map((members) => rowOf(members, layout.runRow, tables));
  const attributes = tables.attributes();
  const { runs, runDirectories: path } = ZARR_PATHS;
  if (!layout.hasRunGrid)
    return objectRows(runs, rows, { chunkRows: 1, isNested: false, attributes });
  const directories = workflow.runDirectories ?? [];
  return [
    ...(await runGrid(runs, rows, attributes)),
    ...(await runDirectories(path, rows.length, directories)),
  ];
}

function jsonSteps(workflow: FlatWorkflow, layout: FlatLayout): WriteStep[] {
  const file = (name: string, document: PyValue): WriteStep =>
    newFileStep(name, Buffer.from(formatJson(document)));
  const names = new Set(layout.runRow.map(({ name }) => name));
  const runs = runsOf(
    workflow,
    RUN_JSON_KEYS.filter((key) => names.has(key)),
  );
  const directories = workflow.runs.map((_, id) => workflow.runDirectories?.[id] ?? null);
  const tasks = workflow.tasks.map(
    ({ id_, element_IDs }) =>
      new Map<string, PyValue>([
        ['id_', id_],
        ['element_IDs', element_IDs],
      ]),
  );
  const metadata = new Map<string, PyValue>([
    ...rootMembers(workflow),
    ['tasks', tasks],
    ['elements', workflow.elements.map(elementMembers)],
    ['iters', workflow.iterations.map(iterationMembers)],
    ...(layout.hasRunsFile ? [] : [['runs', runs] as const]),
  ]);
  return [
    file(JSON_FILES.metadata, metadata),
    file(JSON_FILES.submissions, workflow.submissions),
    file(JSON_FILES.parameters, parameterDocument(workflow.parameters)),
    ...(layout.hasRunsFile
      ? [
          file(
            JSON_FILES.runs,
            new Map<string, PyValue>([
              ['runs', runs],
              ['run_dirs', directories],
            ]),
          ),
        ]
      : []),
  ];
}
