import { ArrowLeft, ArrowRight, Check, Ellipsis, Link, PanelRight } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useHostDescription } from '../queries/host.ts';
import { useCommandEntries } from '../queries/workflow-commands.ts';
import { usePlace } from '../queries/workflow-place.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu } from '../ui/Menu.tsx';
import styles from './AddressBar.module.css';
import { canGo } from './address-history.ts';
import { Breadcrumb } from './Breadcrumb.tsx';
import { ChangesNote } from './ChangesNote.tsx';
import { FreshnessNote } from './FreshnessNote.tsx';
import { PaletteButton } from './PaletteButton.tsx';
import { copyPlaceLink } from './place-link.ts';
import { stepInTab, type Tab } from './tabs-store.ts';
import { toggleInspector } from './view-state.ts';

const COPIED_MS = 2000;

/** Back, forward, where one is, and what can be done with the place. */
export function AddressBar({ tab }: { readonly tab: Tab }) {
  const { address, identity, workflowId } = usePlace();
  const subject = useMemo(() => ({ workflowId }), [workflowId]);
  const commands = useCommandEntries(subject, identity, true);
  const { data: description } = useHostDescription();
  const hasAppLinks = description?.capabilities.appLinks === true;
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copyLink = (): void => {
    void copyPlaceLink(identity.path, address, hasAppLinks).then(setCopied);
  };
  const canInspect = address.element !== undefined && address.view === 'runs';
  return (
    <nav className={styles.bar} aria-label="Address" data-pane="address">
      <IconButton
        icon={ArrowLeft}
        label="Back"
        keys="Alt ←"
        disabled={!canGo(tab.history, -1)}
        onClick={() => stepInTab(tab.id, -1)}
      />
      <IconButton
        icon={ArrowRight}
        label="Forward"
        keys="Alt →"
        disabled={!canGo(tab.history, 1)}
        onClick={() => stepInTab(tab.id, 1)}
      />
      <Breadcrumb />
      <IconButton
        icon={isCopied ? Check : Link}
        label={isCopied ? 'Link copied' : 'Copy link to this place'}
        onClick={copyLink}
      />
      <Menu
        label="Commands for the workflow"
        trigger={<IconButton icon={Ellipsis} label="Copy, rename, delete" />}
        items={commands}
      />
      <FreshnessNote />
      <ChangesNote />
      {canInspect && (
        <IconButton
          icon={PanelRight}
          label="Inspector on or off"
          keys="I"
          onClick={toggleInspector}
        />
      )}
      <PaletteButton />
    </nav>
  );
}
