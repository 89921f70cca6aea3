import type { LucideIcon } from 'lucide-react';

/** Something to go to or to do. */
export interface PaletteEntry {
  /** Unique in the palette. */
  readonly id: string;
  readonly label: string;
  /** Where it is, or why it cannot be done. */
  readonly detail?: string | undefined;
  /** Other words it is found by. */
  readonly words?: string | undefined;
  /** Shortcut that does the same. */
  readonly keys?: string | undefined;
  readonly icon: LucideIcon;
  readonly isDisabled?: boolean | undefined;
  readonly onChoose: () => void;
}

export interface PaletteGroup {
  readonly name: string;
  readonly entries: readonly PaletteEntry[];
  /** Its entries were found by the text already: all are shown, in their order. */
  readonly isFound?: boolean | undefined;
  /** Shown before anything is typed. */
  readonly isOffered?: boolean | undefined;
}
