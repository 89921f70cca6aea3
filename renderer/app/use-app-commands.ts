import { useCallback, useEffect, useMemo } from 'react';
import type { AppCommandId } from '../../shared/contract/app-commands.ts';
import { formatAddress } from '../../shared/model/address.ts';
import { requestCommand } from '../features/operations/operations-view.ts';
import { useHost } from '../host/HostContext.tsx';
import { useHostDescription } from '../queries/host.ts';
import { useCheckWorkflow } from '../queries/live-poll.ts';
import type { Opener } from '../queries/opening.ts';
import type { WorkflowCommand } from '../queries/workflow-commands.ts';
import { currentAddress } from './address-history.ts';
import { addressInView } from './address-in-view.ts';
import { copyPlaceLink } from './place-link.ts';
import { activeTab, focusedTab, stepInTab, type Tab, useTabs } from './tabs-store.ts';
import { useCloseTab } from './use-close-tab.ts';
import { showPalette, showSettings, showSheet, toggleInspector } from './view-state.ts';

/** Does what a command says, to the tab that is shown. */
export type RunCommand = (id: AppCommandId) => void;

/** Place that a tab shows; nothing where it shows no workflow. */
function placeOf(tab: Tab | undefined) {
  if (tab?.content.kind !== 'workflow') return undefined;
  return { path: tab.content.identity.path, address: currentAddress(tab.history) };
}

/** The one way to run commands: from the palette, by keys, and from the menu of the system. */
export function useAppCommands(opener: Opener): RunCommand {
  const host = useHost();
  const close = useCloseTab();
  const { data: description } = useHostDescription();
  const checkWorkflow = useCheckWorkflow();
  const hasAppLinks = description?.capabilities.appLinks === true;
  const actions = useMemo((): Readonly<Record<AppCommandId, (tab: Tab | undefined) => void>> => {
    const step = (tab: Tab | undefined, by: -1 | 1): void => {
      if (tab !== undefined) stepInTab(tab.id, by);
    };
    const begin = (command: WorkflowCommand, tab: Tab | undefined): void => {
      if (tab?.content.kind !== 'workflow') return;
      const { identity, workflowId } = tab.content;
      requestCommand(command, { workflowId }, identity.name);
    };
    return {
      'new-window': () => void host.call('host.newWindow', {}),
      'open-folder': opener.chooseFolder,
      'open-zip': opener.chooseZip,
      'paste-path': opener.pastePath,
      'open-sample': opener.openSample,
      'show-palette': showPalette,
      'show-settings': showSettings,
      'show-shortcuts': () => showSheet('shortcuts'),
      'copy-report': () => showSheet('report'),
      'go-back': (tab) => step(tab, -1),
      'go-forward': (tab) => step(tab, 1),
      'toggle-inspector': toggleInspector,
      'copy-link': (tab) => {
        const place = placeOf(tab);
        if (place !== undefined) void copyPlaceLink(place.path, place.address, hasAppLinks);
      },
      'check-now': (tab) => {
        if (tab?.content.kind === 'workflow') void checkWorkflow(tab.content.workflowId, true);
      },
      'show-in-new-window': (tab) => {
        const place = placeOf(tab);
        if (place === undefined) return;
        const at = formatAddress(addressInView(place.address));
        void host.call('host.newWindow', { place: { path: place.path, at } });
      },
      'copy-workflow': (tab) => begin('copy', tab),
      'duplicate-workflow': (tab) => begin('duplicate', tab),
      'convert-workflow': (tab) => begin('convert', tab),
      'rename-workflow': (tab) => begin('rename', tab),
      'trash-workflow': (tab) => begin('trash', tab),
      'delete-workflow': (tab) => begin('delete', tab),
      'close-tab': (shown) => {
        const tab = focusedTab() ?? shown;
        if (tab === undefined) return;
        // With nothing left to close, the key closes the window, as elsewhere.
        if (tab.content.kind === 'welcome' && useTabs.getState().tabs.length === 1) window.close();
        else close(tab);
      },
    };
  }, [host, opener, close, hasAppLinks, checkWorkflow]);
  const run = useCallback<RunCommand>(
    (id) => actions[id](activeTab(useTabs.getState())),
    [actions],
  );
  useEffect(
    () =>
      host.on('host.commandRequested', ({ command }) => {
        // A dialog wants an answer first.
        if (document.querySelector('[role="dialog"]') === null) run(command);
      }),
    [host, run],
  );
  return run;
}
