import {
  CornerDownRight,
  FileArchive,
  FolderOpen,
  ListPlus,
  type LucideIcon,
  Play,
} from 'lucide-react';
import { useState } from 'react';
import { useHostDescription } from '../../queries/host.ts';
import { useOpener } from '../../queries/opening.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './OpenActions.module.css';
import { SubmissionsDialog } from './SubmissionsDialog.tsx';

/** Ways to open a workflow, by what the host can do. */
export function OpenActions() {
  const { chooseFolder, chooseZip, openSample, isMakingSample, pastePath } = useOpener();
  const { data: host } = useHostDescription();
  const [isListed, setListed] = useState(false);
  const modifier = host?.platform === 'darwin' ? '⌘' : 'Ctrl';
  const canChoose =
    host?.capabilities.openDialog === true || host?.capabilities.folderPicker === true;
  return (
    <div className={styles.actions}>
      {canChoose && (
        <Action
          icon={FolderOpen}
          label="Open folder…"
          keys={`${modifier} O`}
          onClick={chooseFolder}
        />
      )}
      {host?.capabilities.openDialog === true && (
        <Action
          icon={FileArchive}
          label="Open zip…"
          keys={`${modifier} Shift O`}
          onClick={chooseZip}
        />
      )}
      <Action
        icon={CornerDownRight}
        label="Paste a path"
        keys={`${modifier} V`}
        onClick={pastePath}
      />
      <Action
        icon={Play}
        label={isMakingSample ? 'Making the sample workflow…' : 'Open the sample workflow'}
        isDisabled={isMakingSample}
        onClick={openSample}
      />
      <Action icon={ListPlus} label="Add from hpcflow’s list…" onClick={() => setListed(true)} />
      {isListed && <SubmissionsDialog onClose={() => setListed(false)} />}
    </div>
  );
}

interface ActionProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly onClick: () => void;
}

function Action({ icon, label, keys, isDisabled = false, onClick }: ActionProps) {
  return (
    <button type="button" className={styles.action} disabled={isDisabled} onClick={onClick}>
      <Icon of={icon} className={styles.icon} />
      <span className={styles.label}>{label}</span>
      {keys !== undefined && <Kbd keys={keys} />}
    </button>
  );
}
