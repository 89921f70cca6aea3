import { render } from '@testing-library/react';
import { type ReactNode, useMemo, useState } from 'react';
import { HostProvider } from '../../renderer/host/HostContext.tsx';
import type { MemoryClient } from '../../renderer/host/memory-client.ts';
import { QueryProvider } from '../../renderer/queries/QueryProvider.tsx';
import { type Place, PlaceProvider } from '../../renderer/queries/workflow-place.ts';
import { TooltipProvider } from '../../renderer/ui/Tooltip.tsx';
import type { Identity } from '../../shared/contract/documents.ts';
import { type Address, formatAddress } from '../../shared/model/address.ts';

/** Addresses a view went to, in order. */
export type Trail = string[];

interface PlaceholderProps {
  readonly identity: Identity;
  readonly start: Address;
  readonly trail: Trail;
  readonly children: ReactNode;
}

function WithPlace({ identity, start, trail, children }: PlaceholderProps) {
  const [address, setAddress] = useState(start);
  const place = useMemo<Place>(
    () => ({
      workflowId: 'w',
      identity,
      address,
      go: (next) => {
        trail.push(formatAddress(next));
        setAddress(next);
      },
      linkTo: (to) => `#${formatAddress(to)}`,
    }),
    [identity, address, trail],
  );
  return <PlaceProvider value={place}>{children}</PlaceProvider>;
}

/** Shows a view of a workflow over a host in the same page. */
export function showView(
  host: MemoryClient,
  identity: Identity,
  start: Address,
  children: ReactNode,
): Trail {
  const trail: Trail = [];
  render(
    <HostProvider host={host}>
      <QueryProvider>
        <TooltipProvider>
          <WithPlace identity={identity} start={start} trail={trail}>
            {children}
          </WithPlace>
        </TooltipProvider>
      </QueryProvider>
    </HostProvider>,
  );
  return trail;
}
