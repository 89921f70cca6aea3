import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useFailureKeys } from '../../../renderer/app/use-failure-keys.ts';
import OverviewPage from '../../../renderer/features/overview/OverviewPage.tsx';
import { MemoryClient } from '../../../renderer/host/memory-client.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { ProcedureName } from '../../../shared/contract/procedures.ts';
import { showView } from '../../support/show-view.tsx';
import { SMALL_WORKFLOW, STRUCTURE } from '../../support/small-workflow.ts';

afterEach(cleanup);

/** The page, with the keys that every view has from the shell around it. */
function Page() {
  useFailureKeys();
  return <OverviewPage />;
}

const show = (handlers: Partial<Handlers<ProcedureName>> = {}) =>
  showView(
    new MemoryClient({ ...SMALL_WORKFLOW, ...handlers }),
    STRUCTURE.identity,
    { view: 'overview' },
    <Page />,
  );

describe('overview', () => {
  it('says first what failed, that this is inferred, and leads to it', async () => {
    const trail = show();
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBeTruthy();
    await screen.findByRole('heading', { level: 1, name: '1 run likely failed' });
    await screen.findByText(/its output p2 was never set/);
    fireEvent.click(screen.getByRole('link', { name: 'Show t2, element 1' }));
    expect(trail).toEqual(['runs?task=2&element=1&iteration=0&action=0&attempt=0']);
  });

  it('leads from a count to the elements behind it, and on to the first of them', async () => {
    const trail = show();
    const legend = await screen.findByRole('list', { name: 'Runs by status' });
    await screen.findByText(/its output p2/);
    fireEvent.click(within(legend).getByRole('button', { name: /likely failed/ }));
    fireEvent.keyDown(window, { key: 'n' });
    expect(trail).toEqual(['runs?task=2', 'runs?task=2&element=1&iteration=0&action=0&attempt=0']);
  });

  it('leads to the failed runs by F', async () => {
    const trail = show();
    await screen.findByText(/its output p2/);
    fireEvent.keyDown(window, { key: 'f' });
    expect(trail).toEqual(['runs?task=2']);
  });

  it('shows tasks with their numbers, and the facts of the store', async () => {
    show();
    const row = await screen.findByRole('row', { name: /t2/ });
    await waitFor(() =>
      expect(
        within(row)
          .getAllByRole('cell')
          .map(({ textContent }) => textContent),
      ).toEqual(['2', '1', '', '1', '2.5 s', '2.5 s']),
    );
    const facts = screen.getByRole('complementary', { name: 'About this workflow' });
    for (const fact of ['Zarr folder', '0.2.0a40', '3.11.2']) {
      expect(within(facts).getByText(fact)).toBeTruthy();
    }
  });

  it('shows the structure before any run is read, and can stop the reading', async () => {
    const never = () => new Promise<never>(() => undefined);
    show({ 'workflow.readRunIndex': never, 'workflow.readCounts': never });
    await screen.findByRole('heading', { level: 1, name: 'Reading runs' });
    expect(screen.getByRole('row', { name: /t1/ })).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await screen.findByRole('heading', { level: 1, name: 'Runs were not read' });
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('names what cannot be read, with the rest shown', async () => {
    const problems = [{ message: 'Chunk 0 is cut short.', file: 'runs/0', place: 'row 3' }];
    show({
      'workflow.readCounts': () => ({ ...SMALL_WORKFLOW['workflow.readCounts'](), problems }),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Which ones' }));
    expect(screen.getByText(/Chunk 0 is cut short/)).toBeTruthy();
    expect(screen.getByText('runs/0 · row 3')).toBeTruthy();
    expect(screen.getByText(/so counts may be off/)).toBeTruthy();
  });

  it('says why when nothing can be read', async () => {
    show({
      'workflow.readStructure': () => {
        throw new AppException({
          code: 'corrupt-data',
          message: 'metadata.json is no JSON.',
          file: 'metadata.json',
          place: 'line 3',
        });
      },
    });
    expect((await screen.findByRole('alert')).textContent).toContain('metadata.json');
  });
});
