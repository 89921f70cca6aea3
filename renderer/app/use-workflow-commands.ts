import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Operation } from '../../shared/contract/operations.ts';
import { requestCommand } from '../features/operations/operations-view.ts';
import { useHost } from '../host/HostContext.tsx';
import { useHostDescription } from '../queries/host.ts';
import { forgetWorkflow } from '../queries/use-host-query.ts';
import {
  WORKFLOW_COMMANDS,
  type WorkflowCommand,
  type WorkflowCommander,
} from '../queries/workflow-commands.ts';
import { activeTab, closeTab, setIdentity, tabOf, useTabs } from './tabs-store.ts';
import { isTextField } from './use-paste.ts';

/** The command a key asks for. */
function commandOf(event: KeyboardEvent): WorkflowCommand | undefined {
  const isCommand = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (event.altKey) return undefined;
  if (isCommand && event.shiftKey && key === 's') return 'copy';
  if (isCommand && event.shiftKey && key === 'd') return 'duplicate';
  if (!isCommand && !event.shiftKey && key === 'f2') return 'rename';
  const isDelete = key === 'delete' || (event.metaKey && key === 'backspace');
  if (!isDelete || isTextField(event.target)) return undefined;
  if (isCommand && !event.shiftKey) return 'trash';
  return event.shiftKey && !isCommand ? 'delete' : undefined;
}

/** What may be done with whole workflows here, and the keys for it. */
export function useWorkflowCommands(): WorkflowCommander {
  const { data: description } = useHostDescription();
  const canWrite = description?.capabilities.writes === true;
  const hasTrash = description?.capabilities.trash === true;
  const commander = useMemo<WorkflowCommander>(
    () => ({
      allowed: canWrite
        ? WORKFLOW_COMMANDS.filter((command) => command !== 'trash' || hasTrash)
        : [],
      start: requestCommand,
    }),
    [canWrite, hasTrash],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]') !== null) return;
      const command = commandOf(event);
      const tab = activeTab(useTabs.getState());
      if (command === undefined || tab?.content.kind !== 'workflow') return;
      event.preventDefault();
      const { identity, workflowId } = tab.content;
      if (commander.allowed.includes(command)) {
        commander.start(command, { workflowId }, identity.name);
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commander]);
  return commander;
}

/**
 * Tabs follow their workflows: to another path, or away with them. What is brought back from the
 * trash is shown again where it was shown.
 *
 * @returns To be told of operations that ended.
 */
export function useTabsFollow(
  openPaths: (paths: readonly string[]) => void,
): (operation: Operation) => void {
  const host = useHost();
  const queryClient = useQueryClient();
  const closedPaths = useRef(new Set<string>());
  useEffect(() => {
    const stopMoved = host.on('workflow.moved', ({ workflowId, identity }) => {
      setIdentity(workflowId, identity);
      forgetWorkflow(queryClient, workflowId, { isStillOpen: true });
    });
    const stopRemoved = host.on('workflow.removed', ({ workflowId, path }) => {
      const tab = tabOf(workflowId);
      if (tab === undefined) return;
      closedPaths.current.add(path);
      closeTab(tab.id);
      forgetWorkflow(queryClient, workflowId, { isStillOpen: false });
    });
    return () => {
      stopMoved();
      stopRemoved();
    };
  }, [host, queryClient]);
  return useCallback(
    ({ kind, outcome, path }) => {
      if (kind !== 'restore' || outcome?.kind !== 'done') return;
      if (closedPaths.current.delete(path)) openPaths([path]);
    },
    [openPaths],
  );
}
