import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Preflight } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { watchOperation } from './operations-view.ts';

interface DuplicateProps {
  readonly found: Preflight;
  readonly placeId: string;
  readonly name: string;
  /** Asks, where something speaks against it. */
  readonly otherwise: ReactNode;
}

/** Copies beside the original at once, unless there is something to ask. */
export function Duplicate({ found, placeId, name, otherwise }: DuplicateProps) {
  const host = useHost();
  const [isAsking, setAsking] = useState(found.cautions.length > 0);
  const hasBegun = useRef(isAsking);
  useEffect(() => {
    // Effects run twice in React's strict mode; one copy is made.
    if (hasBegun.current) return;
    hasBegun.current = true;
    const input = { token: found.token, confirmed: [], name, placeId, withoutRunFiles: false };
    void host.call('operations.copy', input).then((result) => {
      if (result.ok) watchOperation(result.value.operationId);
      else setAsking(true);
    });
  }, [host, found, name, placeId]);
  return isAsking ? otherwise : null;
}
