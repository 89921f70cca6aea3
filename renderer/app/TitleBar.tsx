import { Plus, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useHostDescription } from '../queries/host.ts';
import { useHostQuery } from '../queries/use-host-query.ts';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/Icon.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Mark } from '../ui/Mark.tsx';
import { MiddleTruncate } from '../ui/MiddleTruncate.tsx';
import { CountsGlyph, StatusGlyph } from '../ui/StatusGlyph.tsx';
import styles from './TitleBar.module.css';
import { nameOfTab } from './tab-name.ts';
import { showTab, showWelcome, type Tab } from './tabs-store.ts';
import { useCloseTab } from './use-close-tab.ts';

interface TitleBarProps {
  readonly tabs: readonly Tab[];
  readonly activeId: string;
}

/** The mark, a tab per workflow, and room for the window's own controls. */
export function TitleBar({ tabs, activeId }: TitleBarProps) {
  const { data: description } = useHostDescription();
  const close = useCloseTab();
  const isOwnFrame = description?.capabilities.ownWindowFrame === true;
  const onlyWelcome = tabs.length === 1 && tabs[0]?.content.kind === 'welcome';
  const onKeyDown = (event: KeyboardEvent, focused: Tab): void => {
    const at = tabs.indexOf(focused);
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (by !== 0 && next !== undefined) {
      event.preventDefault();
      showTab(next.id);
      document.getElementById(next.id)?.focus();
    }
    if (event.key === 'Delete') close(focused);
  };
  return (
    <header
      className={classNames(styles.bar, isOwnFrame && styles.ownFrame)}
      data-platform={description?.platform}
      data-pane="tabs"
    >
      {onlyWelcome ? (
        <span className={styles.alone} id={activeId}>
          Open a workflow
        </span>
      ) : (
        <>
          <span className={styles.mark}>
            <Mark />
          </span>
          <div className={styles.tabs}>
            {/* A tablist may hold tabs only, so the close buttons stay outside of it. */}
            <div
              role="tablist"
              aria-label="Workflows"
              aria-owns={tabs.map((tab) => tab.id).join(' ')}
            />
            {tabs.map((tab) => (
              <div
                key={tab.id}
                className={classNames(styles.tab, tab.id === activeId && styles.on)}
              >
                <button
                  type="button"
                  role="tab"
                  id={tab.id}
                  className={styles.show}
                  aria-selected={tab.id === activeId}
                  aria-controls={tab.id === activeId ? 'tab-panel' : undefined}
                  tabIndex={tab.id === activeId ? 0 : -1}
                  onClick={() => showTab(tab.id)}
                  onKeyDown={(event) => onKeyDown(event, tab)}
                  aria-keyshortcuts="Delete"
                  onAuxClick={(event) => event.button === 1 && close(tab)}
                >
                  <TabLabel tab={tab} />
                </button>
                <button
                  type="button"
                  className={styles.close}
                  aria-label={`Close ${nameOfTab(tab)}`}
                  title={`Close ${nameOfTab(tab)}`}
                  tabIndex={-1}
                  onClick={() => close(tab)}
                >
                  <Icon of={X} size={12} />
                </button>
              </div>
            ))}
          </div>
          <span className={styles.add}>
            <IconButton icon={Plus} label="Open another workflow" onClick={showWelcome} />
          </span>
        </>
      )}
    </header>
  );
}

function TabLabel({ tab }: { readonly tab: Tab }) {
  const { content } = tab;
  return (
    <>
      {content.kind === 'workflow' && <WorkflowGlyph workflowId={content.workflowId} />}
      {content.kind === 'not-opened' && content.outcome.kind !== 'unreadable' && (
        <StatusGlyph status="error" label="Not opened" />
      )}
      <MiddleTruncate text={nameOfTab(tab)} />
    </>
  );
}

function WorkflowGlyph({ workflowId }: { readonly workflowId: string }) {
  const { data } = useHostQuery('workflow.readCounts', { workflowId });
  return data === undefined ? (
    <span className={styles.noGlyph} />
  ) : (
    <CountsGlyph counts={data.all} />
  );
}
