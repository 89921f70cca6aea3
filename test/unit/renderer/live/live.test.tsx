import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChangesNote } from '../../../../renderer/app/ChangesNote.tsx';
import { LivePolls } from '../../../../renderer/app/LivePolls.tsx';
import { LiveStatus } from '../../../../renderer/app/LiveStatus.tsx';
import type { Tab } from '../../../../renderer/app/tabs-store.ts';
import { MemoryClient } from '../../../../renderer/host/memory-client.ts';
import type { FilesCheck, Structure } from '../../../../shared/contract/documents.ts';
import type { HostDescription } from '../../../../shared/contract/host.ts';
import type { Input } from '../../../../shared/contract/procedures.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../../shared/contract/settings.ts';
import { noRuns, type RunStatus, statusCode } from '../../../../shared/model/status.ts';
import { buildRunIndex } from '../../../support/build-run-index.ts';
import { showView } from '../../../support/show-view.tsx';
import { STRUCTURE } from '../../../support/small-workflow.ts';

const START_MS = Date.parse('2026-03-02T14:02:31Z');

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: false, now: START_MS });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  setVisible(true);
});

function setVisible(isVisible: boolean): void {
  Object.defineProperty(document, 'visibilityState', {
    value: isVisible ? 'visible' : 'hidden',
    configurable: true,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** A host whose workflow goes on as the test says. */
class Disk {
  statuses: readonly RunStatus[] = ['running', 'running', 'success'];
  revision = 0;
  state: FilesCheck['state'] = 'as-read';
  checkTookMs = 0;
  readonly notices: Input<'host.notify'>[] = [];
  readonly client: MemoryClient;

  constructor(settings: Partial<Settings> = {}) {
    this.client = new MemoryClient({
      'host.describe': () => DESCRIPTION,
      'host.notify': (notice) => {
        this.notices.push(notice);
        return {};
      },
      'settings.read': () => ({ settings: { ...DEFAULT_SETTINGS, timeZone: 'utc', ...settings } }),
      'workflow.readStructure': (): Structure => STRUCTURE,
      'workflow.readCounts': () => {
        const all = noRuns();
        for (const status of this.statuses)
          all[statusCode(status)] = (all[statusCode(status)] ?? 0) + 1;
        return { asOfMs: Date.now(), all, byTask: [], problems: [] };
      },
      'workflow.readRunIndex': () => ({
        ...buildRunIndex([this.statuses.map((status) => [{ runs: [{ status }] }])]),
        asOfMs: START_MS,
      }),
      'workflow.checkFiles': async () => {
        const { checkTookMs } = this;
        if (checkTookMs > 0) await new Promise((resolve) => setTimeout(resolve, checkTookMs));
        return { checkedMs: Date.now(), revision: this.revision, state: this.state };
      },
    });
  }

  become(...statuses: readonly RunStatus[]): void {
    this.statuses = statuses;
    this.revision += 1;
  }

  get checks(): number {
    return this.client.calls.filter((name) => name === 'workflow.checkFiles').length;
  }
}

const DESCRIPTION: HostDescription = {
  productVersion: '9.9.9',
  platform: 'linux',
  pathSeparator: '/',
  capabilities: {
    openDialog: true,
    folderPicker: false,
    droppedPaths: true,
    writes: true,
    trash: true,
    placeDialog: true,
    windows: true,
    appLinks: true,
    notifications: true,
    updates: false,
    zoom: true,
    ownWindowFrame: true,
  },
};

const TABS: readonly Tab[] = [
  {
    id: 'tab',
    content: { kind: 'workflow', workflowId: 'w', identity: STRUCTURE.identity },
    history: { entries: [{ view: 'overview' }], at: 0 },
  },
];

async function show(disk: Disk) {
  const trail = showView(
    disk.client,
    STRUCTURE.identity,
    { view: 'overview' },
    <>
      <LivePolls tabs={TABS} activeId="tab" />
      <ChangesNote />
      <LiveStatus />
    </>,
  );
  await pass(0);
  return trail;
}

/** Lets time go by, and all that is asked meanwhile be answered. */
async function pass(durationMs: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(durationMs);
  });
}

describe('a running workflow', () => {
  it('is checked every five seconds while it is shown, and not while the window is hidden', async () => {
    const disk = new Disk();
    await show(disk);
    screen.getByText('Checks every 5 s');
    expect(disk.checks).toBe(0);
    await pass(5000);
    expect(disk.checks).toBe(1);
    await pass(10_000);
    expect(disk.checks).toBe(3);
    screen.getByText('14:02:46');
    act(() => setVisible(false));
    await pass(60_000);
    expect(disk.checks).toBe(3);
    act(() => setVisible(true));
    await pass(0);
    expect(disk.checks).toBe(4);
  });

  it('is checked less often where a check takes long', async () => {
    const disk = new Disk();
    disk.checkTookMs = 4000;
    await show(disk);
    await pass(5000 + 4000);
    expect(disk.checks).toBe(1);
    await pass(19_000);
    expect(disk.checks).toBe(1);
    await pass(2000);
    expect(disk.checks).toBe(2);
  });

  it('is left alone when it is paused, when settings say so, and when all has ended', async () => {
    const disk = new Disk();
    await show(disk);
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    await pass(60_000);
    expect(disk.checks).toBe(0);
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
    await pass(0);
    expect(disk.checks).toBe(1);
    disk.become('success', 'error', 'success');
    await pass(5000);
    expect(disk.checks).toBe(2);
    screen.getByText('Ended');
    await pass(60_000);
    expect(disk.checks).toBe(2);
    fireEvent.click(screen.getByRole('button', { name: 'Keep checking' }));
    await pass(0);
    expect(disk.checks).toBe(3);
    cleanup();

    const unchecked = new Disk({ checkEverySeconds: 0 });
    await show(unchecked);
    screen.getByText('Checked when asked');
    await pass(60_000);
    expect(unchecked.checks).toBe(0);
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    await pass(0);
    expect(unchecked.checks).toBe(1);
  });

  it('says what has changed, no more often than every ten seconds, and where', async () => {
    const disk = new Disk();
    const trail = await show(disk);
    await pass(15_000);
    disk.become('success', 'running', 'success');
    await pass(5000);
    screen.getByRole('button', { name: '1 more succeeded since 14:02:31' });
    const said = screen.getByRole('status', { name: 'Changes' });
    expect(said.textContent).toBe('1 more succeeded');
    disk.become('success', 'error', 'success');
    await pass(5000);
    const changes = screen.getByRole('button', {
      name: '1 more succeeded, 1 failed since 14:02:31',
    });
    expect(said.textContent).toBe('1 more succeeded');
    await pass(5000);
    expect(said.textContent).toBe('1 more succeeded, 1 failed');
    fireEvent.click(changes);
    await pass(0);
    fireEvent.click(screen.getByRole('menuitem', { name: /^1 run failed in / }));
    expect(trail).toEqual(['runs?task=4&elements=1']);
  });

  it('says that it is being written, and keeps what it shows', async () => {
    const disk = new Disk();
    await show(disk);
    disk.state = 'being-written';
    await pass(5000);
    screen.getByText(/^Being written/);
    screen.getByText('14:02:31');
    disk.state = 'as-read';
    await pass(5000);
    screen.getByText('Checks every 5 s');
    screen.getByText('14:02:41');
  });

  it('is checked rarely where nobody looks, for who wants to be notified, and only then', async () => {
    const disk = new Disk({ hasNotifications: true });
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    await show(disk);
    act(() => setVisible(false));
    disk.become('success', 'error', 'success');
    await pass(30_000);
    expect(disk.checks).toBe(0);
    await pass(30_000);
    expect(disk.checks).toBe(1);
    expect(disk.notices).toEqual([
      { title: STRUCTURE.identity.name, body: 'All runs have ended: 1 failed, 2 succeeded.' },
    ]);
    vi.mocked(document.hasFocus).mockReturnValue(true);
    disk.become('success', 'error', 'error');
    act(() => setVisible(true));
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    await pass(0);
    expect(disk.notices).toHaveLength(1);
  });
});
