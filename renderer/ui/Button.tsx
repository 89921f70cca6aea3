import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';

export interface ButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** One primary per pane. `destructive` is an outline; `destructive-solid` only confirms. */
  readonly variant?:
    | 'primary'
    | 'secondary'
    | 'quiet'
    | 'destructive'
    | 'destructive-solid'
    | undefined;
  readonly size?: 'normal' | 'small' | undefined;
}

/** A button. Its words are a verb and its object. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = 'secondary', size = 'normal', className, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type="button"
      className={classNames(
        styles.button,
        styles[variant],
        size === 'small' && styles.small,
        className,
      )}
      {...rest}
    />
  );
});
