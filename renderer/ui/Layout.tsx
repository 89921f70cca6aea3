import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './Layout.module.css';

interface PageProps {
  readonly children: ReactNode;
}

/** A page that scrolls as a whole. */
export function Page({ children }: PageProps) {
  return <div className={styles.page}>{children}</div>;
}

/** A page whose parts scroll on their own (a toolbar above a table, say). */
export function Column({ children }: PageProps) {
  return <div className={styles.column}>{children}</div>;
}

interface PageHeaderProps {
  /** The glyph before the title. */
  readonly lead?: ReactNode;
  /** Said once per screen, in the display size. */
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** Under the title: a count bar and its legend, say. */
  readonly children?: ReactNode;
}

export function PageHeader({ lead, title, subtitle, actions, children }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.headline}>
        {lead}
        <h1 className={styles.title}>{title}</h1>
        {actions !== undefined && <div className={styles.headActions}>{actions}</div>}
      </div>
      {subtitle !== undefined && (
        <div className={classNames(styles.subtitle, lead !== undefined && styles.indented)}>
          {subtitle}
        </div>
      )}
      {children}
    </header>
  );
}

interface SectionProps {
  readonly title?: ReactNode;
  /** At the right of the title: a number, a choice. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** The inspector's smaller padding. */
  readonly isNarrow?: boolean | undefined;
}

/** A titled part of a page, parted from the next by a hairline. */
export function Section({ title, aside, children, isNarrow = false }: SectionProps) {
  return (
    <section className={classNames(styles.section, isNarrow && styles.narrow)}>
      {(title !== undefined || aside !== undefined) && (
        <div className={styles.sectionHead}>
          {title !== undefined && <h2 className={styles.sectionTitle}>{title}</h2>}
          {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

/** Filters and modes of one pane. */
export function Toolbar({ children }: PageProps) {
  return <div className={styles.toolbar}>{children}</div>;
}

/** Under a table or a picture: how much of it there is, and what can be done with it. */
export function FootBar({ children }: PageProps) {
  return <footer className={styles.foot}>{children}</footer>;
}

interface FootHintProps {
  readonly children: ReactNode;
  readonly role?: 'status' | undefined;
  readonly title?: string | undefined;
}

/** At the end of a foot bar: what keys and pointer do here, or what is chosen. */
export function FootHint({ children, role, title }: FootHintProps) {
  return (
    <span className={styles.footHint} role={role} title={title}>
      {children}
    </span>
  );
}

/** Takes the room that is left in a toolbar. */
export function Spacer() {
  return <span className={styles.spacer} />;
}
