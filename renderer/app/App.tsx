import type { HostClient } from '../../shared/contract/client.ts';
import { HostProvider } from '../host/HostContext.tsx';
import { QueryProvider } from '../queries/QueryProvider.tsx';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { TopBoundary } from './boundaries.tsx';
import { Window } from './Window.tsx';

/** The whole app over one host. */
export function App({ host }: { readonly host: HostClient }) {
  return (
    <TopBoundary>
      <HostProvider host={host}>
        <QueryProvider>
          <TooltipProvider>
            <Window />
          </TooltipProvider>
        </QueryProvider>
      </HostProvider>
    </TopBoundary>
  );
}
