import { useEffect, useState } from 'react';
import { useHost } from '../../host/HostContext.tsx';
import { useOpener } from '../../queries/opening.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { baseName, parentPath } from '../../ui/path-parts.ts';
import styles from './DropTarget.module.css';
import { type DroppedItem, readDrop } from './dropped-items.ts';
import { looksLikePath } from './path-text.ts';

interface DropTargetProps {
  /** Opens pasted or dropped text that names places. */
  readonly onText: (text: string) => void;
  /** Lets the person type the path of what could not be found; `names` as a list for people. */
  readonly onPathWanted: (names: string) => void;
}

type NamedItem = Extract<DroppedItem, { kind: 'named' }>;

/** Several folders may be meant by what was dropped. */
interface Choice {
  readonly name: string;
  readonly candidates: readonly string[];
}

/** Makes the whole window a drop target; draws something only while a drag is over it. */
export function DropTarget({ onText, onPathWanted }: DropTargetProps) {
  const host = useHost();
  const { openPaths } = useOpener();
  const [isOver, setOver] = useState(false);
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [choice] = choices;
  const dropChoice = (): void => setChoices(([, ...rest]) => rest);

  useEffect(() => {
    let depth = 0;
    const openNamed = async (items: readonly NamedItem[]): Promise<void> => {
      const unknown: string[] = [];
      for (const { name, entryNames } of items) {
        const found = await host.call('folders.matchDrop', { name, entryNames: [...entryNames] });
        const candidates = found.ok ? found.value.candidates : [];
        if (candidates.length === 0) unknown.push(name);
        else if (candidates.length === 1) openPaths(candidates);
        else setChoices((waiting) => [...waiting, { name, candidates }]);
      }
      if (unknown.length > 0) onPathWanted(unknown.join(', '));
    };
    const onEnter = (event: DragEvent): void => {
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const onLeave = (): void => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onOver = (event: DragEvent): void => {
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'link';
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (event.dataTransfer === null) return;
      const text = event.dataTransfer.getData('text/plain');
      void readDrop(event.dataTransfer, host).then((items) => {
        if (items.length === 0 && looksLikePath(text)) onText(text);
        openPaths(items.flatMap((item) => (item.kind === 'path' ? [item.path] : [])));
        void openNamed(items.filter((item) => item.kind === 'named'));
      });
    };
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [host, openPaths, onText, onPathWanted]);

  return (
    <>
      {isOver && (
        <div className={styles.overlay}>
          <span className={styles.words}>Drop to open</span>
        </div>
      )}
      <Dialog
        isOpen={choice !== undefined}
        onClose={dropChoice}
        title={`Which ${choice?.name ?? ''} is it?`}
        footer={<Button onClick={dropChoice}>Cancel</Button>}
      >
        <p className={styles.why}>
          The browser does not tell where it was dropped from. These look like it:
        </p>
        <ul>
          {choice?.candidates.map((path) => (
            <li key={path}>
              <button
                type="button"
                className={styles.candidate}
                onClick={() => {
                  dropChoice();
                  openPaths([path]);
                }}
              >
                <span className={styles.candidateName}>{baseName(path)}</span>
                <span className={styles.candidatePath}>{parentPath(path)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
