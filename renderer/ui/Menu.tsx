import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';

export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  /** Shortcut that does the same. */
  readonly keys?: string | undefined;
  /** Marks where one is: the current sibling of a list. */
  readonly isCurrent?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly onChoose: () => void;
}

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly items: readonly MenuItem[];
  readonly label: string;
}

/** A list of commands or places, opened by its trigger. */
export function Menu({ trigger, items, label }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          className={styles.positioner}
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <Base.Popup className={styles.popup} aria-label={label}>
            {items.map((item) => (
              <Base.Item
                key={item.id}
                className={styles.item}
                disabled={item.isDisabled ?? false}
                aria-current={item.isCurrent === true ? 'true' : undefined}
                onClick={item.onChoose}
              >
                <span className={styles.label}>{item.label}</span>
                {item.keys !== undefined && <Kbd keys={item.keys} />}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
