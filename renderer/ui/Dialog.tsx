import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { classNames } from './class-names.ts';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Buttons, the safe one first. */
  readonly footer?: ReactNode;
  /** 448 px, wider for lists, or most of the window for what scrolls on its own. */
  readonly width?: 'normal' | 'wide' | 'full' | undefined;
  /** What has the focus first; the first control unless told. */
  readonly initialFocus?: RefObject<HTMLElement> | undefined;
}

/** One at a time in the app; Esc closes it. */
export function Dialog({
  isOpen,
  onClose,
  title,
  children,
  footer,
  width = 'normal',
  initialFocus,
}: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim} />
        <Base.Popup
          className={classNames(styles.popup, width !== 'normal' && styles[width])}
          {...(initialFocus === undefined ? {} : { initialFocus })}
        >
          <Base.Title className={styles.title}>{title}</Base.Title>
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <div className={styles.footer}>{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
