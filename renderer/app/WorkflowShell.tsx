import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { type Address, formatAddress } from '../../shared/model/address.ts';
import { useHost } from '../host/HostContext.tsx';
import { useLiveState } from '../queries/live-state.ts';
import { forgetWorkflow } from '../queries/use-host-query.ts';
import { type Place, PlaceProvider } from '../queries/workflow-place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Splitter } from '../ui/Splitter.tsx';
import { useIsNarrow } from '../ui/use-media.ts';
import { AddressBar } from './AddressBar.tsx';
import { currentAddress } from './address-history.ts';
import { ViewBoundary } from './boundaries.tsx';
import { CrashPage } from './CrashPage.tsx';
import { GonePage } from './GonePage.tsx';
import { formatHash } from './place-hash.ts';
import { ShownFileDialog } from './ShownFileDialog.tsx';
import { Sidebar } from './Sidebar.tsx';
import { StatusBar } from './StatusBar.tsx';
import { goInTab, setCrash, type Tab, type TabContent } from './tabs-store.ts';
import { useCloseTab } from './use-close-tab.ts';
import { useFailureKeys } from './use-failure-keys.ts';
import { useViewState } from './view-state.ts';
import { VIEW_ENTRIES } from './views.ts';
import styles from './WorkflowShell.module.css';

interface WorkflowShellProps {
  readonly tab: Tab;
  readonly content: Extract<TabContent, { kind: 'workflow' }>;
}

/** One open workflow: navigator, address, view, inspector, status bar. */
export function WorkflowShell({ tab, content }: WorkflowShellProps) {
  const { workflowId, identity, crash } = content;
  const host = useHost();
  const queryClient = useQueryClient();
  const isGone = useLiveState(workflowId).state === 'gone';
  const close = useCloseTab();
  const address = currentAddress(tab.history);
  const go = useCallback<Place['go']>(
    (next, options) => goInTab(tab.id, next, options?.isReplacing === true),
    [tab.id],
  );
  const place = useMemo<Place>(
    () => ({
      workflowId,
      identity,
      address,
      go,
      linkTo: (to: Address) => formatHash({ path: identity.path, address: to }),
    }),
    [workflowId, identity, address, go],
  );
  const reopen = async (): Promise<void> => {
    const result = await host.call('workflow.reopen', { workflowId });
    setCrash(workflowId, result.ok ? undefined : result.error);
    if (result.ok) forgetWorkflow(queryClient, workflowId, { isStillOpen: true });
  };
  return (
    <PlaceProvider value={place}>
      <div className={styles.shell}>
        <Sidebar />
        <div className={styles.main}>
          <AddressBar tab={tab} />
          <main className={styles.body}>
            {crash !== undefined ? (
              <CrashPage error={crash} onReopen={reopen} />
            ) : (
              <>
                <div className={isGone ? styles.covered : styles.content}>
                  <Body address={address} />
                </div>
                {isGone && <GonePage onClose={() => close(tab)} />}
              </>
            )}
          </main>
        </div>
        <StatusBar />
        <ShownFileDialog />
      </div>
    </PlaceProvider>
  );
}

function Body({ address }: { readonly address: Address }) {
  useFailureKeys();
  const isNarrow = useIsNarrow();
  const isInspectorShown = useViewState((state) => state.isInspectorShown);
  const entry = VIEW_ENTRIES.find(({ view }) => view === address.view) ?? VIEW_ENTRIES[0];
  if (entry === undefined) return null;
  const { Page, Aside, name } = entry;
  const page = (
    <div className={styles.pane} data-pane="view">
      <ViewBoundary name={name} resetKey={formatAddress(address)}>
        <Suspense fallback={<Skeleton label={`Loading ${name}`} />}>
          <Page />
        </Suspense>
      </ViewBoundary>
    </div>
  );
  const isAsideShown = isInspectorShown && entry.hasAside?.(address) === true;
  // One structure with and without the inspector: the view keeps its focus and its scroll.
  return (
    <Splitter
      id={isNarrow ? 'inspector-narrow' : 'inspector'}
      side="end"
      sizePx={isNarrow ? 340 : 408}
      minPx={320}
      maxPx={720}
      label="Width of the inspector"
      start={page}
      end={
        isAsideShown && Aside !== undefined ? (
          <aside className={styles.inspector} aria-label="Inspector" data-pane="inspector">
            <ViewBoundary name="The inspector" resetKey={formatAddress(address)}>
              <Suspense fallback={<Skeleton label="Loading the inspector" />}>
                <Aside />
              </Suspense>
            </ViewBoundary>
          </aside>
        ) : undefined
      }
    />
  );
}
