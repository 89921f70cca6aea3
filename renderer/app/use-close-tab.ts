import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useHost } from '../host/HostContext.tsx';
import { forgetWorkflow } from '../queries/use-host-query.ts';
import { closeTab, type Tab } from './tabs-store.ts';

/** Closes a tab, and what it shows on the host. */
export function useCloseTab(): (tab: Tab) => void {
  const host = useHost();
  const queryClient = useQueryClient();
  return useCallback(
    (tab) => {
      closeTab(tab.id);
      if (tab.content.kind !== 'workflow') return;
      const { workflowId } = tab.content;
      void host.call('workflow.close', { workflowId });
      forgetWorkflow(queryClient, workflowId, { isStillOpen: false });
    },
    [host, queryClient],
  );
}
