import { useEffect } from 'react';
import { useLivePoll } from '../queries/live-poll.ts';
import { forgetLive } from '../queries/live-state.ts';
import type { Tab } from './tabs-store.ts';

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
        isShown={id === activeId && content.crash === undefined}
      />
    ) : null,
  );
}

interface LivePollProps {
  readonly workflowId: string;
  readonly isShown: boolean;
}

function LivePoll({ workflowId, isShown }: LivePollProps) {
  useLivePoll(workflowId, isShown);
  useEffect(() => () => forgetLive(workflowId), [workflowId]);
  return null;
}
