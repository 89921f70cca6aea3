import type { LucideIcon } from 'lucide-react';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import styles from './TextField.module.css';

interface TextFieldProps extends Omit<ComponentPropsWithoutRef<'input'>, 'size'> {
  /** Its name; shown only where `hasVisibleLabel`. */
  readonly label: string;
  readonly hasVisibleLabel?: boolean | undefined;
  readonly icon?: LucideIcon | undefined;
  /** What is wrong with the text, in words. */
  readonly error?: string | undefined;
  /** After the text: a count, a small button. */
  readonly after?: ReactNode;
  readonly isMono?: boolean | undefined;
}

/** One line of text. */
export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { label, hasVisibleLabel = false, icon, error, after, isMono = false, className, ...rest },
  ref,
) {
  const id = useId();
  return (
    <div className={classNames(styles.root, className)}>
      <label className={hasVisibleLabel ? styles.label : 'visually-hidden'} htmlFor={id}>
        {label}
      </label>
      <div className={classNames(styles.field, error !== undefined && styles.wrong)}>
        {icon !== undefined && <Icon of={icon} />}
        <input
          ref={ref}
          id={id}
          className={classNames(styles.input, isMono && styles.mono)}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          {...rest}
        />
        {after}
      </div>
      {error !== undefined && (
        <span id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </span>
      )}
    </div>
  );
});
