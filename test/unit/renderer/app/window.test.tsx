import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import { resetTabs } from '../../../../renderer/app/tabs-store.ts';
import { MemoryClient } from '../../../../renderer/host/memory-client.ts';
import type { Recognition } from '../../../../shared/contract/documents.ts';
import { AppException } from '../../../../shared/contract/errors.ts';
import type { Handlers } from '../../../../shared/contract/handlers.ts';
import type { HostDescription, Recent } from '../../../../shared/contract/host.ts';
import type { ProcedureName } from '../../../../shared/contract/procedures.ts';
import { noRuns } from '../../../../shared/model/status.ts';

const description: HostDescription = {
  productVersion: '9.9.9',
  platform: 'linux',
  pathSeparator: '/',
  capabilities: {
    openDialog: false,
    folderPicker: true,
    droppedPaths: false,
    writes: false,
    trash: false,
    placeDialog: false,
    windows: false,
    appLinks: false,
    notifications: false,
    updates: false,
    zoom: false,
    ownWindowFrame: false,
  },
};
const identity = (path: string) =>
  ({
    name: path.slice(1),
    path,
    store: 'json',
    generation: 'GEN1',
    appVersion: '0.2.0a40',
  }) as const;

/** A host with two workflows, `/a` and `/b`; any other path is recognised as `other`. */
function hostWith(
  handlers: Partial<Handlers<ProcedureName>> = {},
  other?: Recognition,
): MemoryClient {
  return new MemoryClient({
    'host.describe': () => description,
    'host.takeOpenRequests': () => ({ requests: [] }),
    'library.listRecents': () => ({ recents: [] }),
    'library.recognise': ({ path }) =>
      other ?? { kind: 'workflow', path, store: 'json', generation: 'GEN1', isReadable: true },
    'workflow.open': ({ path }) => ({ workflowId: `id${path}`, identity: identity(path) }),
    'workflow.close': () => ({}),
    'workflow.reopen': () => ({ identity: identity('/a') }),
    'workflow.readStructure': ({ workflowId }) => ({
      identity: identity(workflowId.slice(2)),
      tasks: [],
      loops: [],
      submissionCount: 0,
      parameterCount: 3,
      areSkipsInferred: false,
      problems: [{ message: 'A chunk is cut short.', file: 'metadata.json', place: 'tasks[0]' }],
    }),
    'workflow.readCounts': () => ({ asOfMs: 0, all: noRuns(), byTask: [], problems: [] }),
    'workflow.readTemplate': () => ({ yaml: 'name: w', json: '{"name": "w"}' }),
    ...handlers,
  });
}

beforeEach(() => {
  resetTabs();
  sessionStorage.clear();
  window.location.hash = '';
});
afterEach(cleanup);

function pastePath(path: string): void {
  fireEvent.click(screen.getByRole('button', { name: /Paste a path/ }));
  fireEvent.change(screen.getByRole('textbox', { name: 'Path of the workflow folder' }), {
    target: { value: path },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Open' }));
}
const tabNames = () => screen.queryAllByRole('tab').map((tab) => tab.textContent);
const tabNamed = (name: string) => screen.getByRole('tab', { name: new RegExp(`${name}$`) });

describe('welcome', () => {
  it('shows version and ways in by what the host can do', async () => {
    render(<App host={hostWith()} />);
    expect(await screen.findByText(/Version 9\.9\.9/)).toBeTruthy();
    expect(await screen.findByRole('button', { name: /Open folder/ })).toBeTruthy();
    expect(screen.getByText('Nothing opened yet')).toBeTruthy();
  });

  it('greys a missing workflow and takes it off the list', async () => {
    const gone: Recent = {
      path: '/usb/weld',
      name: 'weld',
      store: 'zarr',
      generation: 'GEN1',
      recentId: 'r1',
      lookedAtMs: 0,
      isMissing: true,
      isPinned: false,
    };
    let recents = [gone];
    render(
      <App
        host={hostWith({
          'library.listRecents': () => ({ recents }),
          'library.removeRecent': ({ path }) => {
            recents = recents.filter((recent) => recent.path !== path);
            return {};
          },
        })}
      />,
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Remove weld' }));
    expect(await screen.findByText('Nothing opened yet')).toBeTruthy();
  });
});

describe('opening', () => {
  it('opens workflows given at start, each in a tab', async () => {
    render(
      <App
        host={hostWith({
          'host.takeOpenRequests': () => ({ requests: [{ path: '/a' }, { path: '/b' }] }),
        })}
      />,
    );
    await waitFor(() => expect(tabNames()).toEqual(['a', 'b']));
  });

  it('explains a folder that is none, and opens a suggestion in the same tab', async () => {
    let recognition: Recognition = {
      kind: 'not-a-workflow',
      path: '/sims',
      reason: 'It has no metadata.',
      suggestions: ['/sims/w1', '/sims/w2'],
    };
    const host = hostWith({
      'library.recognise': ({ path }) =>
        path === '/sims' ? recognition : { ...recognition, path },
    });
    render(<App host={host} />);
    pastePath('/sims');
    const note = await screen.findByRole('alert');
    expect(note.textContent).toContain('This folder is not a workflow.');
    expect(note.textContent).toContain('It has no metadata.');
    recognition = {
      kind: 'not-a-workflow',
      path: '/sims/w1',
      reason: 'Nor this.',
      suggestions: [],
    };
    fireEvent.click(screen.getByRole('button', { name: /w1/ }));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Nor this.'));
    expect(tabNames()).toEqual(['w1']);
  });

  it('says of a later format which it is, without an error', async () => {
    const later: Recognition = {
      kind: 'workflow',
      path: '/new',
      store: 'zip',
      generation: 'GEN4',
      version: '0.3.0a3',
      isReadable: false,
      note: 'Recognised as GEN4.',
    };
    render(<App host={hostWith({}, later)} />);
    pastePath('/new');
    const note = await screen.findByRole('note');
    expect(note.textContent).toContain('recognised, but not yet readable');
    expect(note.textContent).toContain('GEN4');
    expect(note.textContent).toContain('0.3.0a3');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('names file and field of a corrupt workflow, and tries again', async () => {
    let isMended = false;
    const host = hostWith({
      'workflow.open': ({ path }) => {
        if (isMended) return { workflowId: 'w', identity: identity(path) };
        throw new AppException({
          code: 'corrupt-data',
          message: 'metadata.json is cut short.',
          file: 'metadata.json',
          place: 'template.tasks[1]',
        });
      },
    });
    render(<App host={host} />);
    pastePath('/a');
    const note = await screen.findByRole('alert');
    expect(within(note).getByText('metadata.json')).toBeTruthy();
    expect(within(note).getByText('template.tasks[1]')).toBeTruthy();
    isMended = true;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('navigation', { name: 'Workflow' })).toBeTruthy();
  });

  it('opens a pasted path outside a field, and leaves pasted words alone', async () => {
    render(<App host={hostWith()} />);
    const paste = (text: string): void => {
      const event = new Event('paste', { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'clipboardData', { value: { getData: () => text } });
      act(() => void document.body.dispatchEvent(event));
    };
    paste('just words');
    expect(tabNames()).toEqual([]);
    paste('/a');
    await waitFor(() => expect(tabNames()).toEqual(['a']));
  });
});

describe('an open workflow', () => {
  async function openA(host: MemoryClient): Promise<void> {
    render(<App host={host} />);
    pastePath('/a');
    await screen.findByRole('navigation', { name: 'Workflow' });
  }
  const views = () => within(screen.getByRole('navigation', { name: 'Workflow' }));

  it('walks views with the keyboard, back and forward, and keeps the place in the address', async () => {
    await openA(hostWith());
    act(() =>
      views()
        .getByRole('button', { name: /Template/ })
        .click(),
    );
    expect(window.location.hash).toBe('#workflow=%2Fa&at=template');
    fireEvent.keyDown(document.body, { key: 'ArrowLeft', altKey: true });
    expect(window.location.hash).toBe('#workflow=%2Fa');
    fireEvent.keyDown(document.body, { key: 'ArrowRight', altKey: true });
    expect(
      views()
        .getByRole('button', { name: /Template/ })
        .getAttribute('aria-current'),
    ).toBe('page');
    fireEvent.keyDown(document.body, { key: '1', ctrlKey: true });
    expect(
      views()
        .getByRole('button', { name: /Overview/ })
        .getAttribute('aria-current'),
    ).toBe('page');
  });

  it('opens again where it was after a reload', async () => {
    window.location.hash = '#workflow=%2Fa&at=template';
    sessionStorage.setItem(
      'earshot.tabs',
      JSON.stringify(['#workflow=%2Fa&at=template', '#workflow=%2Fb']),
    );
    render(<App host={hostWith()} />);
    await waitFor(() => expect(tabNames()).toEqual(['a', 'b']));
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('a');
    expect(
      views()
        .getByRole('button', { name: /Template/ })
        .getAttribute('aria-current'),
    ).toBe('page');
  });

  it('lists what cannot be read', async () => {
    await openA(hostWith());
    fireEvent.click(await screen.findByRole('button', { name: '1 part unreadable' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('A chunk is cut short.');
    expect(dialog.textContent).toContain('metadata.json at tasks[0]');
  });

  it('closes the tab that has the focus, whatever tab is shown', async () => {
    const paths = ['/a', '/b', '/c', '/d'];
    const host = hostWith({
      'host.takeOpenRequests': () => ({ requests: paths.map((path) => ({ path })) }),
    });
    render(<App host={host} />);
    await waitFor(() => expect(tabNames()).toEqual(['a', 'b', 'c', 'd']));
    const shown = () => screen.getByRole('tab', { selected: true });
    const first = shown();
    expect(first).toBe(tabNamed('d'));

    act(() => tabNamed('b').focus());
    fireEvent.keyDown(tabNamed('b'), { key: 'Delete' });
    expect(tabNames()).toEqual(['a', 'c', 'd']);
    expect(shown()).toBe(first);
    expect(document.activeElement).toBe(first);

    act(() => tabNamed('a').focus());
    act(() => host.emit('host.commandRequested', { command: 'close-tab' }));
    expect(tabNames()).toEqual(['c', 'd']);
    expect(shown()).toBe(first);

    fireEvent(tabNamed('c'), new MouseEvent('auxclick', { bubbles: true, button: 1 }));
    expect(tabNames()).toEqual(['d']);
  });

  it('moves from the tab that has the focus by arrow keys', async () => {
    const paths = ['/a', '/b', '/c'];
    render(
      <App
        host={hostWith({
          'host.takeOpenRequests': () => ({ requests: paths.map((path) => ({ path })) }),
        })}
      />,
    );
    await waitFor(() => expect(tabNames()).toEqual(['a', 'b', 'c']));
    act(() => tabNamed('a').focus());
    fireEvent.keyDown(tabNamed('a'), { key: 'ArrowRight' });
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('b');
    expect(document.activeElement?.textContent).toBe('b');
  });

  it('closes its tab on the host too, and comes back to the welcome page', async () => {
    const host = hostWith();
    await openA(host);
    fireEvent.click(screen.getByTitle('Close a'));
    expect(await screen.findByText('Nothing opened yet')).toBeTruthy();
    expect(host.calls).toContain('workflow.close');
  });

  it('survives the end of its worker with a button to reopen it', async () => {
    const host = hostWith();
    await openA(host);
    act(() =>
      host.emit('workflow.crashed', {
        workflowId: 'id/a',
        error: { code: 'internal', message: 'Out of memory.', reference: 'r-7' },
      }),
    );
    const note = await screen.findByRole('alert');
    expect(note.textContent).toContain('Out of memory.');
    expect(note.textContent).toContain('r-7');
    fireEvent.click(within(note).getByRole('button', { name: 'Reopen' }));
    await waitFor(() => expect(screen.queryByText(/stopped unexpectedly/)).toBeNull());
    expect(host.calls).toContain('workflow.reopen');
  });
});
