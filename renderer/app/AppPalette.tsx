import { useCallback, useMemo } from 'react';
import type { Address } from '../../shared/model/address.ts';
import { GoToAnything } from '../features/palette/GoToAnything.tsx';
import { useHostDescription } from '../queries/host.ts';
import { useCommandEntries } from '../queries/workflow-commands.ts';
import { currentAddress } from './address-history.ts';
import { offeredCommands } from './offered-commands.ts';
import { addressOfMatch, commandGroup, NO_VIEWS, tabGroup, viewGroup } from './palette-groups.ts';
import { goInTab, type Tab, useTabs } from './tabs-store.ts';
import type { RunCommand } from './use-app-commands.ts';
import { closePalette } from './view-state.ts';

interface AppPaletteProps {
  /** The shown tab. */
  readonly tab: Tab;
  readonly run: RunCommand;
}

/** There are no commands for it. */
const NO_WORKFLOW = { name: '', store: 'json', generation: 'unknown' } as const;

/** The palette over the shown tab, with what the app itself offers. */
export function AppPalette({ tab, run }: AppPaletteProps) {
  const { content, id } = tab;
  const tabs = useTabs((state) => state.tabs);
  const workflow = content.kind === 'workflow' ? content : undefined;
  const workflowId = workflow?.workflowId;
  const address = currentAddress(tab.history);
  const go = useCallback((next: Address) => goInTab(id, next, false), [id]);
  const place = useMemo(
    () => (workflowId === undefined ? undefined : { workflowId, address, go }),
    [workflowId, address, go],
  );
  const subject = useMemo(() => ({ workflowId: workflowId ?? '' }), [workflowId]);
  const entries = useCommandEntries(subject, workflow?.identity ?? NO_WORKFLOW, true);
  const { data: description } = useHostDescription();
  return (
    <GoToAnything
      place={place}
      addressOfMatch={addressOfMatch}
      views={place === undefined ? NO_VIEWS : viewGroup(address, go)}
      tabs={tabGroup(tabs, id)}
      commands={commandGroup(
        offeredCommands(description?.capabilities, workflow !== undefined),
        run,
        workflow === undefined ? [] : entries,
      )}
      openPaths={tabs.flatMap(({ content: own }) =>
        own.kind === 'workflow' ? [own.identity.path] : [],
      )}
      onClose={closePalette}
    />
  );
}
