import { create } from 'zustand';
import type { Identity } from '../../shared/contract/documents.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import { type Address, parseAddress } from '../../shared/model/address.ts';
import type { OpenOutcome } from '../features/open/open-workflow.ts';
import { type AddressHistory, startHistory, stepBy, visit } from './address-history.ts';

/** What a tab shows. */
export type TabContent =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'opening'; readonly path: string }
  | { readonly kind: 'not-opened'; readonly outcome: Exclude<OpenOutcome, { kind: 'opened' }> }
  | {
      readonly kind: 'workflow';
      readonly workflowId: string;
      readonly identity: Identity;
      /** Set while its worker is gone. */
      readonly crash?: AppError | undefined;
    };

export interface Tab {
  readonly id: string;
  readonly content: TabContent;
  /** Of a tab that is still opening: where it will go. */
  readonly history: AddressHistory;
}

interface TabsState {
  readonly tabs: readonly Tab[];
  readonly activeId: string;
}

const OVERVIEW: Address = { view: 'overview' };
let lastId = 0;

function newTab(content: TabContent, address: Address = OVERVIEW): Tab {
  lastId += 1;
  return { id: `tab-${lastId}`, content, history: startHistory(address) };
}

function firstState(): TabsState {
  const tab = newTab({ kind: 'welcome' });
  return { tabs: [tab], activeId: tab.id };
}

/** The tabs of this window. There is always one; the last one closed becomes the welcome page. */
export const useTabs = create<TabsState>(firstState);

/** Back to one welcome tab; for tests. */
export function resetTabs(): void {
  useTabs.setState(firstState());
}

export function activeTab(state: TabsState): Tab | undefined {
  return state.tabs.find((tab) => tab.id === state.activeId);
}

/** The tab whose own button has the focus; it need not be the one that is shown. */
export function focusedTab(): Tab | undefined {
  const { tabs } = useTabs.getState();
  return tabs.find((tab) => tab.id === document.activeElement?.id);
}

function change(id: string, edit: (tab: Tab) => Tab): void {
  useTabs.setState(({ tabs }) => ({ tabs: tabs.map((tab) => (tab.id === id ? edit(tab) : tab)) }));
}

export function showTab(id: string): void {
  useTabs.setState(({ tabs, activeId }) => ({
    activeId: tabs.some((tab) => tab.id === id) ? id : activeId,
  }));
}

/** Shows the welcome page, in the tab that has it or a new one. */
export function showWelcome(): void {
  useTabs.setState(({ tabs }) => {
    const known = tabs.find((tab) => tab.content.kind === 'welcome');
    if (known !== undefined) return { activeId: known.id };
    const tab = newTab({ kind: 'welcome' });
    return { tabs: [...tabs, tab], activeId: tab.id };
  });
}

/**
 * A tab for a path that is being opened: the one that opens it already, the welcome tab, or a new
 * one. Returns its id.
 */
export function startOpening(path: string, address: Address = OVERVIEW): string {
  const known = useTabs
    .getState()
    .tabs.find(({ content }) => content.kind === 'opening' && content.path === path);
  if (known !== undefined) {
    showTab(known.id);
    return known.id;
  }
  const tab = newTab({ kind: 'opening', path }, address);
  useTabs.setState((state) => {
    const shown = activeTab(state);
    const tabs =
      shown?.content.kind === 'welcome'
        ? state.tabs.map((known) => (known.id === shown.id ? tab : known))
        : [...state.tabs, tab];
    return { tabs, activeId: tab.id };
  });
  return tab.id;
}

/** The tab tries the path again, or another path in its place. */
export function startOver(id: string, path: string): void {
  change(id, (tab) => ({ ...tab, content: { kind: 'opening', path } }));
}

/** What became of an opening tab. A workflow that has a tab already is shown there instead. */
export function finishOpening(id: string, outcome: OpenOutcome): void {
  const asked = useTabs.getState().tabs.find((tab) => tab.id === id);
  // Asked for twice, or closed meanwhile: the first answer counts.
  if (asked?.content.kind !== 'opening') return;
  if (outcome.kind !== 'opened') {
    change(id, (tab) => ({ ...tab, content: { kind: 'not-opened', outcome } }));
    return;
  }
  const { workflowId, identity } = outcome;
  const [wanted = OVERVIEW] = asked.history.entries;
  const isPlace = Object.keys(wanted).length > 1 || wanted.view !== 'overview';
  useTabs.setState(({ tabs, activeId }) => {
    const known = tabs.find(
      (tab) => tab.content.kind === 'workflow' && tab.content.workflowId === workflowId,
    );
    if (known === undefined) {
      const content: TabContent = { kind: 'workflow', workflowId, identity };
      // Nobody asked for a place in it: the one of last time, with the overview behind it.
      const last = isPlace ? undefined : parseAddress(outcome.lastAt ?? '');
      const history = last === undefined ? asked.history : visit(asked.history, last, false);
      return { tabs: tabs.map((tab) => (tab.id === id ? { ...tab, content, history } : tab)) };
    }
    return {
      tabs: tabs
        .filter((tab) => tab.id !== id)
        .map((tab) =>
          tab.id === known.id && isPlace
            ? { ...tab, history: visit(tab.history, wanted, false) }
            : tab,
        ),
      activeId: activeId === id ? known.id : activeId,
    };
  });
}

/** Closes a tab and shows its neighbour. */
export function closeTab(id: string): void {
  useTabs.setState(({ tabs, activeId }) => {
    const at = tabs.findIndex((tab) => tab.id === id);
    const rest = tabs.filter((tab) => tab.id !== id);
    if (rest.length === 0) return firstState();
    const neighbour = rest[Math.min(Math.max(at, 0), rest.length - 1)];
    return { tabs: rest, activeId: activeId === id ? (neighbour?.id ?? activeId) : activeId };
  });
}

export function goInTab(id: string, address: Address, isReplacing: boolean): void {
  change(id, (tab) => ({ ...tab, history: visit(tab.history, address, isReplacing) }));
}

export function stepInTab(id: string, by: -1 | 1): void {
  change(id, (tab) => ({ ...tab, history: stepBy(tab.history, by) }));
}

/** A workflow has another path; its tab shows the same place in it. */
export function setIdentity(workflowId: string, identity: Identity): void {
  useTabs.setState(({ tabs }) => ({
    tabs: tabs.map((tab) =>
      tab.content.kind === 'workflow' && tab.content.workflowId === workflowId
        ? { ...tab, content: { ...tab.content, identity, crash: undefined } }
        : tab,
    ),
  }));
}

/** The tab of a workflow, if it has one. */
export function tabOf(workflowId: string): Tab | undefined {
  return useTabs
    .getState()
    .tabs.find(({ content }) => content.kind === 'workflow' && content.workflowId === workflowId);
}

/** Notes that the worker of a workflow is gone, or (without an error) that it is back. */
export function setCrash(workflowId: string, crash: AppError | undefined): void {
  useTabs.setState(({ tabs }) => ({
    tabs: tabs.map((tab) =>
      tab.content.kind === 'workflow' && tab.content.workflowId === workflowId
        ? { ...tab, content: { ...tab.content, crash } }
        : tab,
    ),
  }));
}
