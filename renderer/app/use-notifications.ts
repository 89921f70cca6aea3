import { useEffect, useRef } from 'react';
import { useHost } from '../host/HostContext.tsx';
import { useIsNotifying } from '../queries/live-poll.ts';
import { useLiveState } from '../queries/live-state.ts';
import { notificationWords } from './change-words.ts';

/** Has the system say that runs failed, or that all have ended, to who looks at another window. */
export function useNotifications(workflowId: string, name: string): void {
  const host = useHost();
  const isNotifying = useIsNotifying();
  const { step } = useLiveState(workflowId);
  const told = useRef(step);
  useEffect(() => {
    // Each step once, whatever is chosen afterwards.
    if (step === undefined || step === told.current) return;
    told.current = step;
    const body = isNotifying && !document.hasFocus() ? notificationWords(step) : undefined;
    if (body !== undefined) void host.call('host.notify', { title: name, body });
  }, [host, step, name, isNotifying]);
}
