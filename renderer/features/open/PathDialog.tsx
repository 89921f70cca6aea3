import { CornerDownRight } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './FolderPicker.module.css';

interface PathDialogProps {
  /** Name of what was dropped, when its path is not known. */
  readonly droppedName?: string | undefined;
  readonly onOpenText: (text: string) => void;
  readonly onClose: () => void;
}

/** A field for a path or link. */
export function PathDialog({ droppedName, onOpenText, onClose }: PathDialogProps) {
  const [text, setText] = useState('');
  const fieldRef = useRef<HTMLInputElement>(null);
  const submit = (): void => {
    if (text.trim() === '') return;
    onClose();
    onOpenText(text);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Open a path"
      initialFocus={fieldRef}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={submit} disabled={text.trim() === ''}>
            Open
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {droppedName !== undefined && (
          <p className={styles.why}>
            The browser does not tell where <b>{droppedName}</b> is, and nothing like it was found
            among the recent workflows and the folders that may be read. Paste its path.
          </p>
        )}
        <TextField
          ref={fieldRef}
          label="Path of the workflow folder"
          placeholder="Path of the workflow folder"
          icon={CornerDownRight}
          isMono
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
