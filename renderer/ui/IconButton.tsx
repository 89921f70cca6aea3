import type { LucideIcon } from 'lucide-react';
import { forwardRef } from 'react';
import styles from './Button.module.css';
import { Button, type ButtonProps } from './Button.tsx';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import { Tooltip } from './Tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  readonly icon: LucideIcon;
  /** Its name: read aloud, and shown as its tooltip. */
  readonly label: string;
  /** Keys that do the same, such as `Alt ←`. */
  readonly keys?: string | undefined;
}

/** A button that shows only an icon; its name is in the tooltip. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { icon, label, keys, variant = 'quiet', className, size, ...rest },
  ref,
) {
  return (
    <Tooltip content={label} keys={keys}>
      <Button
        ref={ref}
        variant={variant}
        size={size}
        aria-label={label}
        className={classNames(styles.icon, className)}
        {...rest}
      >
        <Icon of={icon} size={size === 'small' ? 13 : 15} />
      </Button>
    </Tooltip>
  );
});
