import { createRequire } from 'node:module';
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import GraphPage from '../../../renderer/features/graph/GraphPage.tsx';
import { setOpenedTasks, useGraphState } from '../../../renderer/features/graph/graph-state.ts';
import TaskPanel from '../../../renderer/features/graph/TaskPanel.tsx';
import { MemoryClient } from '../../../renderer/host/memory-client.ts';
import type { Loop, Task } from '../../../shared/contract/documents.ts';
import type { FlowEdge } from '../../../shared/contract/flow.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { ProcedureName } from '../../../shared/contract/procedures.ts';
import type { Address } from '../../../shared/model/address.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';
import { showView } from '../../support/show-view.tsx';
import { SMALL_WORKFLOW, STRUCTURE } from '../../support/small-workflow.ts';

/** The engine as a worker runs it, in the thread of the test: there are no workers here. */
const { Worker: SameThread } = createRequire(import.meta.url)('elkjs/lib/elk-worker.min.js') as {
  readonly Worker: new () => object;
};
class ThreadOfTest extends SameThread {
  terminate(): void {}
}

beforeAll(() => {
  configure({ asyncUtilTimeout: 10_000 });
});
beforeEach(() => {
  vi.stubGlobal('Worker', ThreadOfTest);
  // Nothing has a size here, and what has none is not drawn.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
});
afterEach(() => {
  cleanup();
  setOpenedTasks('w', []);
  useGraphState.setState({ way: 'none' });
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const [FIRST, SECOND] = STRUCTURE.tasks;
if (FIRST === undefined || SECOND === undefined)
  throw new Error('the small workflow has two tasks');
const ACTIONS: Task['actions'] = ['solve', 'read'].map((label, index) => ({
  index,
  kind: 'main',
  label,
  commands: [],
}));
const TASKS: Task[] = [FIRST, { ...SECOND, actions: ACTIONS, loops: ['stage'] }];
const STAGE: Loop = {
  name: 'stage',
  taskInsertIds: [2],
  requestedIterations: 2,
  addedIterations: 2,
  iterableParameters: [],
  nonIterableParameters: [],
};
const INDEX = buildRunIndex(
  [
    [[{ runs: [{ status: 'success' }] }]],
    [
      [
        { loopIdx: { stage: 0 }, runs: [{ status: 'success' }, { status: 'success', action: 1 }] },
        { loopIdx: { stage: 1 }, runs: [{ status: 'error' }, { status: 'skipped', action: 1 }] },
      ],
    ],
  ],
  ['stage'],
);

function edge(
  from: FlowEdge['from'],
  to: FlowEdge['to'],
  name: string,
  valueCount: number,
  loop?: string,
): FlowEdge {
  const counts = { valueCount, fromElementCount: 1, toElementCount: 1 };
  return {
    from,
    to,
    ...(loop === undefined ? {} : { loop }),
    parameters: [{ name, isFile: false, ...counts }],
  };
}
const EDGES: FlowEdge[] = [
  edge({ taskInsertId: 4, action: 0 }, { taskInsertId: 2, action: 0 }, 'p2', 1),
  edge({ taskInsertId: 2, action: 0 }, { taskInsertId: 2, action: 1 }, 'raw', 2),
  edge({ taskInsertId: 2, action: 1 }, { taskInsertId: 2, action: 0 }, 'state', 1, 'stage'),
];

function show(address: Address, handlers: Partial<Handlers<ProcedureName>> = {}) {
  const host = new MemoryClient({
    ...SMALL_WORKFLOW,
    'workflow.readStructure': () => ({ ...STRUCTURE, tasks: TASKS, loops: [STAGE] }),
    'workflow.readRunIndex': () => INDEX,
    'flow.read': () => ({ edges: EDGES }),
    ...handlers,
  });
  return showView(
    host,
    STRUCTURE.identity,
    address,
    <>
      <GraphPage />
      <aside>
        <TaskPanel />
      </aside>
    </>,
  );
}

describe('the graph', () => {
  it('is a list of tasks with what feeds them and what they feed', async () => {
    show({ view: 'graph' });
    const list = await screen.findByRole('list', { name: 'Tasks, in the order of the template' });
    const names = within(list)
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label'));
    expect(names).toEqual([
      't1. 1 element. 1 succeeded. Fed by no task. Feeds t2 (p2)',
      't2. 2 elements × 2. 2 succeeded, 1 failed, 1 skipped: upstream failed. ' +
        'Fed by t1 (p2), t2 (state, next iteration of stage). ' +
        'Feeds t2 (state, next iteration of stage)',
    ]);
    expect(screen.getByText('2 tasks, 1 loop')).toBeTruthy();
  });

  it('selects a task by a click and by arrow keys, and goes to its runs by Enter', async () => {
    const trail = show({ view: 'graph' });
    const first = await screen.findByRole('button', { name: /^t1\./ });
    fireEvent.click(first);
    fireEvent.keyDown(screen.getByRole('button', { name: /^t1\./ }), { key: 'ArrowDown' });
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^t2\./);
    fireEvent.keyDown(screen.getByRole('button', { name: /^t2\./ }), { key: 'Enter' });
    expect(trail).toEqual(['graph?task=4', 'graph?task=2', 'runs?task=2']);
  });

  it('chooses the iteration of a loop for all views', async () => {
    show({ view: 'graph', task: 2 });
    const chips = await screen.findByRole('group', { name: 'Iterations of stage' });
    const chip = within(chips).getByRole('button', {
      name: 'Iteration 1 of stage: 1 failed, 1 skipped: upstream failed',
    });
    fireEvent.click(chip);
    await screen.findByText('Here, stage 1');
    fireEvent.click(within(chips).getByRole('button', { name: /^Iteration 1/ }));
    await screen.findByText('Here, final iterations');
  });

  it('opens a task into its actions, each once', async () => {
    show({ view: 'graph', task: 2 });
    await screen.findByRole('button', { name: /^t2\./ });
    fireEvent.keyDown(window, { key: 'e' });
    await screen.findByRole('button', { name: /^solve of t2\. × 2\. 1 succeeded, 1 failed/ });
    fireEvent.click(screen.getByRole('radio', { name: 'Tasks' }));
    await screen.findByRole('button', { name: /^t2\./ });
  });

  it('finds tasks by part of their name', async () => {
    const trail = show({ view: 'graph' });
    await screen.findByRole('button', { name: /^t2\./ });
    const field = screen.getByRole('textbox', { name: 'Find a task' });
    fireEvent.change(field, { target: { value: '2' } });
    expect(screen.getByRole('status').textContent).toBe('1');
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(trail).toEqual(['graph?task=2']);
  });

  it('tells what a task takes and gives, and leads along', async () => {
    const trail = show({ view: 'graph', task: 2 });
    const takes = await screen.findByRole('list', { name: 'takes' });
    expect(
      within(takes)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['p1 set in the template', 'p2 from t1', 'state from t2, by stage']);
    fireEvent.click(within(takes).getByRole('link', { name: 't1' }));
    expect(trail).toEqual(['graph?task=4']);
  });

  it('brings out the path of the selected run, and the critical one', async () => {
    show(
      { view: 'graph', task: 2, element: 0, iteration: 1, action: 0 },
      {
        'flow.readPath': () => ({
          above: Uint32Array.of(0, 2),
          below: Uint32Array.of(4),
          edges: [0, 2],
        }),
        'flow.findCriticalPath': () => ({
          runs: [
            { row: 0, durationUs: 60_000_000, waitUs: 0 },
            { row: 3, durationUs: 60_000_000, waitUs: 5_000_000 },
          ],
          edges: [0],
        }),
      },
    );
    await screen.findByRole('button', { name: /^t2\./ });
    fireEvent.click(screen.getByRole('button', { name: 'Path to selected run' }));
    await screen.findByText('Came from 2 runs, led to 1 run');
    fireEvent.click(screen.getByRole('button', { name: 'Critical path' }));
    await screen.findByText('2 runs decided when it ended: 2 m of work, 5 s between');
    const off = screen.getByRole('button', { name: 'Path to selected run' });
    expect(off.getAttribute('aria-pressed')).toBe('false');
  });

  it('says that a workflow without tasks has none', async () => {
    show(
      { view: 'graph' },
      { 'workflow.readStructure': () => ({ ...STRUCTURE, tasks: [], loops: [] }) },
    );
    await waitFor(() => expect(screen.getByText('No tasks')).toBeTruthy());
  });
});
