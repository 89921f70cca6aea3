import { Plus, X } from 'lucide-react';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import styles from './Chip.module.css';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';

interface ChipProps extends ComponentPropsWithoutRef<'button'> {
  /** `menu` shows its value, `removable` is a filter that is on, `add` makes a new one. */
  readonly kind?: 'menu' | 'removable' | 'add' | undefined;
}

/** A filter, or a menu that shows its value. A status is a badge, not a chip. */
export const Chip = forwardRef<HTMLButtonElement, ChipProps>(function Chip(
  { kind = 'menu', className, children, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type="button"
      className={classNames(styles.chip, styles[kind], className)}
      {...rest}
    >
      {kind === 'add' && <Icon of={Plus} size={12} />}
      {children}
      {kind === 'removable' && <Icon of={X} size={12} />}
    </button>
  );
});
