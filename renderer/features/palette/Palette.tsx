import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './Palette.module.css';
import type { RankedEntry, RankedGroup } from './rank-groups.ts';

interface PaletteProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly groups: readonly RankedGroup[];
  /** What is still looked through, or how much was found. */
  readonly status: string;
  readonly onClose: () => void;
}

/** A field and what it finds, in groups. The focus stays in the field; arrows choose. */
export function Palette({ text, onText, groups, status, onClose }: PaletteProps) {
  const field = useRef<HTMLInputElement>(null);
  const choose = ({ entry }: RankedEntry): void => {
    onClose();
    entry.onChoose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isAgain = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
    if (!isAgain) return;
    event.preventDefault();
    onClose();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.scrim} />
        <Dialog.Popup
          className={styles.popup}
          aria-label="Go to anything"
          initialFocus={field}
          onKeyDown={onKeyDown}
        >
          <Autocomplete.Root
            inline
            open
            items={groups}
            filter={null}
            autoHighlight="always"
            keepHighlight
            value={text}
            onValueChange={(value, { reason }) => reason !== 'item-press' && onText(value)}
            itemToStringValue={({ entry }: RankedEntry) => entry.label}
          >
            <div className={styles.field}>
              <Icon of={Search} />
              <Autocomplete.Input
                ref={field}
                className={styles.input}
                aria-label="Go to anything"
                placeholder="A view, task, element, value, workflow or command"
                spellCheck={false}
              />
            </div>
            <Autocomplete.List className={styles.list} aria-label="What was found">
              {(group: RankedGroup) => (
                <Autocomplete.Group key={group.name} items={group.items} className={styles.group}>
                  <Autocomplete.GroupLabel className={styles.groupName}>
                    {group.name}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(item: RankedEntry) => (
                      <Autocomplete.Item
                        key={item.entry.id}
                        value={item}
                        disabled={item.entry.isDisabled ?? false}
                        className={styles.item}
                        onClick={() => choose(item)}
                      >
                        <Entry {...item} />
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
            <Autocomplete.Status className={styles.status}>{status}</Autocomplete.Status>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Entry({ entry, marks }: RankedEntry) {
  const { label, detail, icon, keys } = entry;
  return (
    <>
      <Icon of={icon} className={styles.icon} />
      <span className={styles.label} title={label}>
        <Marked text={label} marks={marks} />
      </span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      {keys !== undefined && <Kbd keys={keys} />}
    </>
  );
}

/** A text with some of its characters made strong. */
function Marked({ text, marks }: { readonly text: string; readonly marks: readonly number[] }) {
  if (marks.length === 0) return text;
  const strong = new Set(marks);
  const pieces: { readonly from: number; text: string; readonly isStrong: boolean }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const isStrong = strong.has(at);
    const last = pieces.at(-1);
    if (last?.isStrong === isStrong) last.text += text.charAt(at);
    else pieces.push({ from: at, text: text.charAt(at), isStrong });
  }
  return pieces.map((piece) =>
    piece.isStrong ? (
      <b key={piece.from} className={styles.typed}>
        {piece.text}
      </b>
    ) : (
      <span key={piece.from}>{piece.text}</span>
    ),
  );
}
