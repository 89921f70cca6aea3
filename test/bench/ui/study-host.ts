import { MemoryClient } from '../../../renderer/host/memory-client.ts';
import type { ElementColumn, Identity, Structure } from '../../../shared/contract/documents.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Output, ProcedureName } from '../../../shared/contract/procedures.ts';
import { countsOfTask, countsOfWorkflow } from '../../../shared/model/run-index-counts.ts';
import { elementsOf, studyIndex, TASKS } from './study-index.ts';

const PATH = '/study';
const TEXTURES = ['Goss', 'Cube', 'Brass', 'Copper', 'Random'];

const column = (name: string, isNumeric: boolean): ElementColumn => ({
  path: `inputs.${name}`,
  data: `inputs.${name}`,
  steps: [],
  label: name,
  isNumeric,
  isShown: true,
});
const COLUMNS = [column('texture', false), column('load', true)];

const textureOf = (element: number, count: number): number =>
  Math.floor((element * TEXTURES.length) / count);

const NO_PATH = { above: new Uint32Array(), below: new Uint32Array() };

/** Rows of the largest task in another order; the first task repeats beside them. */
function studyRows(elements: number): Output<'lineage.readMapRows'> {
  const order = Uint32Array.from({ length: elements }, (_, at) => at).sort(
    (a, b) => (a % 5) - (b % 5) || a - b,
  );
  return {
    rowCount: elements,
    base: 1,
    tasks: TASKS.map((_, task) => {
      const count = elementsOf(task, elements);
      return {
        tops: Float64Array.from({ length: elements }, (_, at) => at),
        bottoms: Float64Array.from({ length: elements }, (_, at) => at + 1),
        elements: order.map((element) => Math.floor((element * count) / elements)),
        isRepeated: count < elements,
        isShared: false,
      };
    }),
  };
}

/** A host in the page: a study of this size, answered from memory. */
export function studyHost(elements: number): MemoryClient {
  const index = studyIndex(elements) as Output<'workflow.readRunIndex'>;
  const identity: Identity = {
    name: 'study',
    path: PATH,
    store: 'zarr',
    generation: 'GEN4',
    appName: 'MatFlow',
    appVersion: '0.3.0a1',
  };
  const structure: Structure = {
    identity,
    tasks: TASKS.map(({ name, actions, isInLoop }, task) => ({
      index: task,
      insertId: task,
      name,
      dirName: `task_${task}_${name}`,
      objective: name,
      actions: actions.map((label, at) => ({ index: at, kind: 'main', label, commands: [label] })),
      inputs: ['texture', 'load'],
      outputs: ['response'],
      elementSetCount: 1,
      elementCount: elementsOf(task, elements),
      loops: isInLoop ? ['calibrate'] : [],
    })),
    loops: [
      {
        name: 'calibrate',
        taskInsertIds: [1, 2],
        requestedIterations: 3,
        addedIterations: 3,
        iterableParameters: [],
        nonIterableParameters: [],
      },
    ],
    submissionCount: 1,
    parameterCount: 0,
    areSkipsInferred: false,
    problems: [],
  };
  const countOf = (task: number): number => elementsOf(task, elements);
  const handlers = {
    'library.recognise': () => ({
      kind: 'workflow',
      path: PATH,
      store: 'zarr',
      generation: 'GEN4',
      isReadable: true,
    }),
    'library.listRecents': () => ({ recents: [] }),
    'host.takeOpenRequests': () => ({ requests: [] }),
    'workflow.open': () => ({ workflowId: 'w', identity }),
    'workflow.readStructure': () => structure,
    'workflow.readRunIndex': () => index,
    'workflow.readCounts': () => ({
      asOfMs: index.asOfMs,
      all: [...countsOfWorkflow(index)],
      byTask: TASKS.map((_, task) => [...countsOfTask(index, task)]),
      problems: [],
    }),
    'elements.listColumns': () => ({ columns: COLUMNS }),
    'elements.readRows': ({ taskInsertId, start, stop }) => ({
      start,
      rows: Array.from({ length: Math.max(0, stop - start) }, (_, at) => [
        {
          kind: 'str',
          text: `'${TEXTURES[textureOf(start + at, countOf(taskInsertId))]}'`,
          isCut: false,
        },
        { kind: 'float', text: String((start + at) / 8), isCut: false },
      ]),
      problems: [],
    }),
    'elements.readColumns': ({ taskInsertId, paths }) => {
      const count = countOf(taskInsertId);
      const [path = ''] = paths;
      const isTexture = path === 'inputs.texture';
      const texts = isTexture ? TEXTURES : Array.from({ length: count }, (_, at) => String(at / 8));
      return {
        columns: [
          {
            path,
            codes: Int32Array.from({ length: count }, (_, at) =>
              isTexture ? textureOf(at, count) : at,
            ),
            texts,
            types: new Uint8Array(texts.length).fill(isTexture ? 1 : 2),
            numbers: Float64Array.from(texts, Number),
          },
        ],
        problems: [],
      };
    },
    'runs.read': ({ taskInsertId, element, iteration }) => ({
      taskInsertId,
      element,
      iteration,
      iterationId: iteration,
      loopIdx: [],
      notRecorded: [],
      data: [],
      problems: [],
    }),
    'lineage.readMapRows': () => studyRows(elements),
    'lineage.readPath': ({ row }) => ({ ...NO_PATH, below: Uint32Array.of(row + 1, row + 2) }),
    'folders.list': () => {
      throw new AppException({ code: 'unsupported-operation', message: 'There are no folders.' });
    },
  } as const satisfies Partial<Handlers<ProcedureName>>;
  return new MemoryClient(handlers);
}
