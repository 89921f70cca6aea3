import type { HostClient } from '../../shared/contract/client.ts';
import type { SettingsAnswer } from '../../shared/contract/settings.ts';
import { HostProvider } from '../host/HostContext.tsx';
import { QueryProvider } from '../queries/QueryProvider.tsx';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { TopBoundary } from './boundaries.tsx';
import { Window } from './Window.tsx';

interface AppProps {
  readonly host: HostClient;
  /** Known before anything is drawn; absent: asked for. */
  readonly settings?: SettingsAnswer | undefined;
}

/** The whole app over one host. */
export function App({ host, settings }: AppProps) {
  return (
    <TopBoundary>
      <HostProvider host={host}>
        <QueryProvider settings={settings}>
          <TooltipProvider>
            <Window />
          </TooltipProvider>
        </QueryProvider>
      </HostProvider>
    </TopBoundary>
  );
}
