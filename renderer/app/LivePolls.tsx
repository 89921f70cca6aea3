import { useEffect } from 'react';
import { useLivePoll } from '../queries/live-poll.ts';
import { forgetLive } from '../queries/live-state.ts';
import type { Tab } from './tabs-store.ts';
import { useNotifications } from './use-notifications.ts';

interface LivePollsProps {
  readonly tabs: readonly Tab[];
  readonly activeId: string;
}

/** Keeps open workflows as their files are; draws nothing. */
export function LivePolls({ tabs, activeId }: LivePollsProps) {
  return tabs.map(({ id, content }) =>
    content.kind === 'workflow' ? (
      <LivePoll
        key={content.workflowId}
        workflowId={content.workflowId}
        name={content.identity.name}
        isInFront={id === activeId && content.crash === undefined}
      />
    ) : null,
  );
}

interface LivePollProps {
  readonly workflowId: string;
  readonly name: string;
  readonly isInFront: boolean;
}

function LivePoll({ workflowId, name, isInFront }: LivePollProps) {
  useLivePoll(workflowId, isInFront);
  useNotifications(workflowId, name);
  useEffect(() => () => forgetLive(workflowId), [workflowId]);
  return null;
}
