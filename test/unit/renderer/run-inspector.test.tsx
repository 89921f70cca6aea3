import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import RunInspector from '../../../renderer/features/run-inspector/RunInspector.tsx';
import { MemoryClient } from '../../../renderer/host/memory-client.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { ProcedureName } from '../../../shared/contract/procedures.ts';
import type { Address } from '../../../shared/model/address.ts';
import { showView } from '../../support/show-view.tsx';
import { FAILED_RUN, SMALL_WORKFLOW, STRUCTURE } from '../../support/small-workflow.ts';

afterEach(cleanup);

const FAILED: Address = { view: 'runs', task: 2, element: 1 };
const show = (address: Address = FAILED, handlers: Partial<Handlers<ProcedureName>> = {}) => {
  const host = new MemoryClient({ ...SMALL_WORKFLOW, ...handlers });
  return {
    host,
    trail: showView(host, STRUCTURE.identity, address, <RunInspector />),
  };
};
const opener = (name: RegExp) => screen.findByRole('button', { name });

describe('run inspector', () => {
  it('names the run by its action and the varying inputs of its element', async () => {
    show();
    await screen.findByText('p1=11');
    expect(screen.getByText('t2, element 1')).toBeTruthy();
    expect(screen.getByText('2.5 s')).toBeTruthy();
  });

  it('says what is inferred, and what is not recorded', async () => {
    show();
    await screen.findByText('Likely failed.');
    expect(screen.getByText(/its output p2 was never set/)).toBeTruthy();
    expect(screen.getByText('Not recorded by hpcFlow 0.2.0a40: exit code, host.')).toBeTruthy();
  });

  it('tells unset, unreadable and set values apart', async () => {
    show();
    expect((await opener(/p2/)).textContent).toContain('never set');
    expect((await opener(/broken/)).textContent).toContain('cannot be read');
    expect((await opener(/p1/)).textContent).toContain('[1, 2]');
    fireEvent.click(await opener(/broken/));
    expect(screen.getByText(/Chunk 6 is cut short/)).toBeTruthy();
  });

  it('reads the items of a container only when it is opened', async () => {
    const { host } = show();
    const row = await opener(/p1/);
    expect(host.calls).not.toContain('parameters.readValue');
    fireEvent.click(row);
    await screen.findByText('item 2');
    expect(screen.getByText('list, 2 items · parameter 3')).toBeTruthy();
  });

  it('leads to the run a value came from, and to the jobscript', async () => {
    const { trail } = show();
    await opener(/p1/);
    fireEvent.click(screen.getByRole('link', { name: '1' }));
    expect(trail).toEqual(['submissions?submission=0&jobscript=1']);
    cleanup();
    const second = show();
    await opener(/p1/);
    const [source] = screen.getAllByTitle('output of t1, element 0');
    if (source === undefined) throw new Error('no source');
    fireEvent.click(source);
    expect(second.trail).toEqual(['runs?task=4&element=0&iteration=0&action=0&attempt=0']);
  });

  it('shows an iteration whose runs are not initialised', async () => {
    const { run: _, ...rest } = FAILED_RUN;
    show(FAILED, { 'runs.read': () => rest });
    await screen.findByText('Runs not initialised.');
  });

  it('says so when the address leads nowhere, or the run cannot be read', async () => {
    show({ view: 'runs', task: 2, element: 9 });
    await screen.findByText('t2 has no element 9.');
    cleanup();
    show(FAILED, {
      'runs.read': () => {
        throw new AppException({ code: 'corrupt-data', message: 'Cut short.', file: 'EAR_times' });
      },
    });
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('EAR_times')).toBeTruthy();
    expect(screen.getByText('t2, element 1')).toBeTruthy();
  });
});
