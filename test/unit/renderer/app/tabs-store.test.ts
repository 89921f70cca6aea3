import { beforeEach, describe, expect, it } from 'vitest';
import {
  activeTab,
  closeTab,
  finishOpening,
  goInTab,
  resetTabs,
  setCrash,
  showWelcome,
  startOpening,
  stepInTab,
  useTabs,
} from '../../../../renderer/app/tabs-store.ts';
import type { Identity } from '../../../../shared/contract/documents.ts';

const identity = (path: string): Identity => ({
  name: path,
  path,
  store: 'zarr',
  generation: 'GEN1',
});
const kinds = () => useTabs.getState().tabs.map((tab) => tab.content.kind);
const shown = () => activeTab(useTabs.getState());

function openTab(path: string, workflowId: string): string {
  const id = startOpening(path);
  finishOpening(id, { kind: 'opened', workflowId, identity: identity(path) });
  return id;
}

beforeEach(resetTabs);

describe('tabs', () => {
  it('opens the first workflow in place of the welcome page, the second beside it', () => {
    openTab('/a', 'wa');
    expect(kinds()).toEqual(['workflow']);
    openTab('/b', 'wb');
    expect(kinds()).toEqual(['workflow', 'workflow']);
    expect(shown()?.content).toMatchObject({ workflowId: 'wb' });
  });

  it('shows a workflow that is open already instead of opening it twice', () => {
    const first = openTab('/a', 'wa');
    openTab('/b', 'wb');
    const again = startOpening('/link-to-a', { view: 'runs', task: 1 });
    finishOpening(again, { kind: 'opened', workflowId: 'wa', identity: identity('/a') });
    expect(kinds()).toHaveLength(2);
    expect(shown()?.id).toBe(first);
    expect(shown()?.history.entries.at(-1)).toEqual({ view: 'runs', task: 1 });
  });

  it('opens a path that is asked for twice at once in one tab', () => {
    const first = startOpening('/a');
    const second = startOpening('/a');
    for (const id of [first, second]) {
      finishOpening(id, { kind: 'opened', workflowId: 'wa', identity: identity('/a') });
    }
    expect(kinds()).toEqual(['workflow']);
    expect(shown()?.id).toBe(first);
  });

  it('keeps a page that says why a path was not opened', () => {
    const id = startOpening('/x');
    finishOpening(id, {
      kind: 'not-a-workflow',
      recognition: { kind: 'not-a-workflow', path: '/x', reason: 'No.', suggestions: [] },
    });
    expect(kinds()).toEqual(['not-opened']);
  });

  it('drops the answer of a tab that was closed while it was opening', () => {
    const id = startOpening('/a');
    closeTab(id);
    finishOpening(id, { kind: 'opened', workflowId: 'wa', identity: identity('/a') });
    expect(kinds()).toEqual(['welcome']);
  });

  it('shows the neighbour of a closed tab, and the welcome page after the last', () => {
    const a = openTab('/a', 'wa');
    const b = openTab('/b', 'wb');
    const c = openTab('/c', 'wc');
    closeTab(c);
    expect(shown()?.id).toBe(b);
    closeTab(a);
    closeTab(b);
    expect(kinds()).toEqual(['welcome']);
  });

  it('has one welcome tab at most', () => {
    openTab('/a', 'wa');
    showWelcome();
    showWelcome();
    expect(kinds()).toEqual(['workflow', 'welcome']);
  });

  it('gives each tab its own history', () => {
    const a = openTab('/a', 'wa');
    const b = openTab('/b', 'wb');
    goInTab(a, { view: 'template' }, false);
    stepInTab(b, -1);
    const views = useTabs.getState().tabs.map((tab) => tab.history.entries[tab.history.at]?.view);
    expect(views).toEqual(['template', 'overview']);
  });

  it('marks the workflow whose worker is gone, and only that', () => {
    openTab('/a', 'wa');
    openTab('/b', 'wb');
    setCrash('wa', { code: 'internal', message: 'Ended.', reference: 'r' });
    const crashes = useTabs
      .getState()
      .tabs.map((tab) => tab.content.kind === 'workflow' && tab.content.crash !== undefined);
    expect(crashes).toEqual([true, false]);
    setCrash('wa', undefined);
    expect(useTabs.getState().tabs[0]?.content).toMatchObject({ crash: undefined });
  });
});
