import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useHost } from '../host/HostContext.tsx';
import { forgetWorkflow } from '../queries/use-host-query.ts';
import { closeTab, focusedTab, type Tab, useTabs } from './tabs-store.ts';

/** Closes a tab, and what it shows on the host. Its focus goes to the tab that is shown then. */
export function useCloseTab(): (tab: Tab) => void {
  const host = useHost();
  const queryClient = useQueryClient();
  return useCallback(
    (tab) => {
      const hadFocus = focusedTab() === tab;
      closeTab(tab.id);
      if (hadFocus) document.getElementById(useTabs.getState().activeId)?.focus();
      if (tab.content.kind !== 'workflow') return;
      const { workflowId } = tab.content;
      void host.call('workflow.close', { workflowId });
      forgetWorkflow(queryClient, workflowId, { isStillOpen: false });
    },
    [host, queryClient],
  );
}
