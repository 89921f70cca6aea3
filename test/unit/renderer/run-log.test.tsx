import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ShownFileDialog } from '../../../renderer/app/ShownFileDialog.tsx';
import RunInspector from '../../../renderer/features/run-inspector/RunInspector.tsx';
import { MemoryClient } from '../../../renderer/host/memory-client.ts';
import { closeFile } from '../../../renderer/queries/shown-file.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { ProcedureName } from '../../../shared/contract/procedures.ts';
import { showView } from '../../support/show-view.tsx';
import { RUN_FILES, SMALL_WORKFLOW, STRUCTURE } from '../../support/small-workflow.ts';

// Loaded when it is first shown; here it is there.
beforeAll(() => import('../../../renderer/features/files/FileDialog.tsx'));
afterEach(() => {
  closeFile();
  cleanup();
});

function show(handlers: Partial<Handlers<ProcedureName>> = {}): MemoryClient {
  const host = new MemoryClient({ ...SMALL_WORKFLOW, ...handlers });
  const failed = { view: 'runs', task: 2, element: 1 } as const;
  showView(
    host,
    STRUCTURE.identity,
    failed,
    <>
      <RunInspector />
      <ShownFileDialog />
    </>,
  );
  return host;
}

const tab = (name: RegExp) => screen.findByRole('tab', { name });

describe('log and files of a run', () => {
  it('show the last lines of stderr first, and what led to the error', async () => {
    show();
    const log = await screen.findByRole('log');
    expect(within(log).getByText('js_0.sh: line 61: Killed').dataset.colour).toBe('red');
    expect(within(log).getByText('39')).toBeTruthy();
    expect(screen.getByText('Last 5 of 39 lines')).toBeTruthy();
    const traceback = screen.getByRole('note', { name: 'Python traceback' });
    expect(traceback.textContent).toMatch(
      /IndexError: index 9.*make\.py, line 42, in make_texture/,
    );
    expect(within(traceback).queryByText(/numpy/)).toBeNull();
    fireEvent.click(within(traceback).getByRole('button', { name: 'Show 1 other frame' }));
    expect(within(traceback).getByText(/numpy/)).toBeTruthy();
  });

  it('say in words what is not there', async () => {
    show();
    fireEvent.click(await tab(/stdout empty/));
    expect(screen.getByText('Empty: nothing was written.')).toBeTruthy();
    fireEvent.click(await tab(/hpcFlow not in zip/));
    expect(screen.getByText('Left out of the archive.')).toBeTruthy();
    cleanup();
    show({
      'runs.listFiles': () => ({
        ...RUN_FILES,
        files: [
          {
            role: 'stderr',
            state: 'not-recorded',
            scope: 'jobscript',
            note: 'Not recorded by hpcFlow 0.2.0a40: it keeps no output.',
          },
        ],
      }),
    });
    await screen.findByText('Not recorded by hpcFlow 0.2.0a40: it keeps no output.');
  });

  it('show what was executed, and the files that it left', async () => {
    show();
    fireEvent.click(await tab(/Commands/));
    const commands = await screen.findByRole('region', { name: 'Commands' });
    await within(commands).findByText('line 0');
    fireEvent.click(await tab(/Files 1/));
    expect(screen.getByRole('region', { name: 'Run folder' }).textContent).toContain('2.1 KB');
  });

  it('open the whole log, which can be searched', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show all' }));
    const dialog = await screen.findByRole('dialog', {}, { timeout: 5000 });
    await within(dialog).findByText('39 lines');
    within(dialog).getByText('text, 400 B');
    const field = within(dialog).getByRole('textbox', { name: 'Find in stderr' });
    fireEvent.change(field, { target: { value: 'Killed' } });
    await within(dialog).findByText('1 of 1');
    fireEvent.change(field, { target: { value: 'nothing' } });
    await within(dialog).findByText('none');
  });
});
