import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';
import styles from './Tooltip.module.css';

const DELAY_MS = 300;

/** Around the app: after one tooltip was shown, the next one opens at once. */
export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider delay={DELAY_MS} timeout={400}>
      {children}
    </Base.Provider>
  );
}

interface TooltipProps {
  /** Nothing that is not found elsewhere too. */
  readonly content: ReactNode;
  readonly keys?: string | undefined;
  /** The element it belongs to; it must take a ref and pass props on. */
  readonly children: ReactElement;
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
}

/** Says what something is, after 300 ms of hover or on keyboard focus. */
export function Tooltip({ content, keys, children, side = 'bottom' }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={DELAY_MS} />
      <Base.Portal>
        <Base.Positioner
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Base.Popup className={styles.popup}>
            {content}
            {keys !== undefined && <Kbd keys={keys} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
