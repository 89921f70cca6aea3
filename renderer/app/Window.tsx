import { useEffect, useState } from 'react';
import { DropTarget } from '../features/open/DropTarget.tsx';
import { FolderPicker } from '../features/open/FolderPicker.tsx';
import { OutcomePage } from '../features/open/OutcomePage.tsx';
import { PathDialog } from '../features/open/PathDialog.tsx';
import { Operations } from '../features/operations/Operations.tsx';
import { SettingsDialog } from '../features/settings/SettingsDialog.tsx';
import WelcomePage from '../features/welcome/WelcomePage.tsx';
import { useHost } from '../host/HostContext.tsx';
import { useHostDescription } from '../queries/host.ts';
import { OpenerProvider } from '../queries/opening.ts';
import { WorkflowCommanderProvider } from '../queries/workflow-commands.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { AppPalette } from './AppPalette.tsx';
import { LivePolls } from './LivePolls.tsx';
import { OpeningPage } from './OpeningPage.tsx';
import { ReportDialog } from './ReportDialog.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { TitleBar } from './TitleBar.tsx';
import { closeTab, setCrash, type Tab, useTabs } from './tabs-store.ts';
import { useAppCommands } from './use-app-commands.ts';
import { useApplySettings } from './use-apply-settings.ts';
import { useNoteAddresses } from './use-note-addresses.ts';
import { useNotePlaces } from './use-note-places.ts';
import { useOpening } from './use-opening.ts';
import { usePaste } from './use-paste.ts';
import { useStartPlaces } from './use-start-places.ts';
import { useWindowKeys } from './use-window-keys.ts';
import { useTabsFollow, useWorkflowCommands } from './use-workflow-commands.ts';
import { closeSettings, closeSheet, useViewState } from './view-state.ts';
import styles from './Window.module.css';
import { WorkflowShell } from './WorkflowShell.tsx';

/** Tabs above, the shown tab below, and whatever opens more of them. */
export function Window() {
  const host = useHost();
  const opening = useOpening();
  const { opener, dialog, setDialog, openText } = opening;
  const { data: description } = useHostDescription();
  const tabs = useTabs((state) => state.tabs);
  const activeId = useTabs((state) => state.activeId);
  const [onPathWanted] = useState(
    () => (droppedName: string) => setDialog({ kind: 'path', droppedName }),
  );
  useStartPlaces(opening);
  useNoteAddresses();
  useNotePlaces();
  usePaste(openText);
  const run = useAppCommands(opener);
  useWindowKeys(run);
  const commander = useWorkflowCommands();
  const onEnded = useTabsFollow(opener.openPaths);
  const settingsKey = useApplySettings();
  const isSettingsShown = useViewState((state) => state.isSettingsShown);
  const sheet = useViewState((state) => state.sheet);
  const isPaletteShown = useViewState((state) => state.isPaletteShown);
  useEffect(
    () => host.on('workflow.crashed', ({ workflowId, error }) => setCrash(workflowId, error)),
    [host],
  );
  const closeDialog = (): void => setDialog(undefined);
  const shown = tabs.find((tab) => tab.id === activeId);
  // The welcome page alone has no tab to belong to.
  const isAlone = tabs.length === 1 && shown?.content.kind === 'welcome';
  return (
    <OpenerProvider value={opener}>
      <LivePolls tabs={tabs} activeId={activeId} />
      <WorkflowCommanderProvider value={commander}>
        <div className={styles.window}>
          <TitleBar tabs={tabs} activeId={activeId} />
          {shown !== undefined && (
            <div
              key={`${shown.id} ${settingsKey}`}
              className={styles.content}
              id="tab-panel"
              {...(isAlone ? {} : { role: 'tabpanel', 'aria-labelledby': shown.id })}
            >
              <TabContent tab={shown} onOpenInTab={opening.openInTab} />
            </div>
          )}
        </div>
        {isPaletteShown && shown !== undefined && <AppPalette tab={shown} run={run} />}
      </WorkflowCommanderProvider>
      <Operations
        onEnded={onEnded}
        renderFolderPicker={({ startPath, onClose, onPick }) => (
          <FolderPicker
            purpose="place"
            startPath={startPath}
            machine={description?.machine}
            onClose={onClose}
            onOpen={onPick}
          />
        )}
      />
      <DropTarget onText={openText} onPathWanted={onPathWanted} />
      {isSettingsShown && <SettingsDialog onClose={closeSettings} />}
      {sheet === 'shortcuts' && <ShortcutSheet onClose={closeSheet} />}
      {sheet === 'report' && <ReportDialog onClose={closeSheet} />}
      {dialog?.kind === 'picker' && (
        <FolderPicker
          purpose="open"
          machine={description?.machine}
          onClose={closeDialog}
          onOpen={(path) => {
            closeDialog();
            dialog.onPick([path]);
          }}
        />
      )}
      {dialog?.kind === 'path' && (
        <PathDialog droppedName={dialog.droppedName} onClose={closeDialog} onOpenText={openText} />
      )}
      {opening.error !== undefined && (
        <Dialog
          isOpen
          title="That did not work"
          onClose={opening.clearError}
          footer={<Button onClick={opening.clearError}>Close</Button>}
        >
          <ErrorNote error={opening.error} />
        </Dialog>
      )}
    </OpenerProvider>
  );
}

interface TabContentProps {
  readonly tab: Tab;
  readonly onOpenInTab: (tabId: string, path: string) => void;
}

function TabContent({ tab, onOpenInTab }: TabContentProps) {
  const { content } = tab;
  switch (content.kind) {
    case 'welcome':
      return <WelcomePage />;
    case 'opening':
      return <OpeningPage path={content.path} onCancel={() => closeTab(tab.id)} />;
    case 'not-opened': {
      const { outcome } = content;
      const path = outcome.kind === 'failed' ? outcome.path : outcome.recognition.path;
      return (
        <OutcomePage
          outcome={outcome}
          onRetry={() => onOpenInTab(tab.id, path)}
          onOpenInstead={(other) => onOpenInTab(tab.id, other)}
        />
      );
    }
    case 'workflow':
      return <WorkflowShell tab={tab} content={content} />;
  }
}
