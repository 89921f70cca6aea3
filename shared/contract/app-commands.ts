/**
 * What the app offers everywhere: the one list behind the palette, the keys, the list of shortcuts and
 * the menu of the system. Keys are written as people read them; `Ctrl` is ⌘ on macOS.
 */
export const APP_COMMAND_IDS = [
  'new-window',
  'open-folder',
  'open-zip',
  'paste-path',
  'open-sample',
  'show-palette',
  'show-settings',
  'show-shortcuts',
  'copy-report',
  'go-back',
  'go-forward',
  'toggle-inspector',
  'copy-link',
  'check-now',
  'show-in-new-window',
  'close-tab',
  'copy-workflow',
  'duplicate-workflow',
  'convert-workflow',
  'rename-workflow',
  'trash-workflow',
  'delete-workflow',
] as const;
export type AppCommandId = (typeof APP_COMMAND_IDS)[number];

export interface AppCommand {
  readonly id: AppCommandId;
  readonly label: string;
  /** In the list of shortcuts, in small letters. */
  readonly does: string;
  readonly keys?: string;
  /** Menu of the system that has it. */
  readonly menu: 'file' | 'workflow' | 'view' | 'help';
  /** Means something else while text is typed: on macOS a menu must not have it. */
  readonly isKeyOfText?: true;
  /** Other words it is found by in the palette. */
  readonly words?: string;
  /** Needs a workflow that is shown. */
  readonly isOfWorkflow?: true;
  /** What the host must be able to do. */
  readonly needs?: 'windows' | 'writes';
  /** True: not in the palette, where it would lead nowhere. */
  readonly isNotInPalette?: true;
}

export const APP_COMMANDS: readonly AppCommand[] = [
  {
    id: 'new-window',
    label: 'New window',
    does: 'another window',
    keys: 'Ctrl Shift N',
    menu: 'file',
    needs: 'windows',
  },
  {
    id: 'open-folder',
    label: 'Open a folder…',
    does: 'open a folder',
    keys: 'Ctrl O',
    menu: 'file',
    words: 'workflow file',
  },
  {
    id: 'open-zip',
    label: 'Open a zip archive…',
    does: 'open a zip archive',
    keys: 'Ctrl Shift O',
    menu: 'file',
    words: 'workflow file zipped',
  },
  {
    id: 'paste-path',
    label: 'Paste a path or link…',
    does: 'open a path or link from the clipboard',
    keys: 'Ctrl V',
    menu: 'file',
    isKeyOfText: true,
    words: 'open address',
  },
  {
    id: 'open-sample',
    label: 'Open the sample workflow',
    does: 'open the sample workflow',
    menu: 'file',
    words: 'example demo',
  },
  {
    id: 'close-tab',
    label: 'Close the tab',
    does: 'close the tab',
    keys: 'Ctrl W',
    menu: 'file',
    words: 'workflow',
    // A browser keeps this key for itself.
    needs: 'windows',
  },
  {
    id: 'copy-link',
    label: 'Copy link to this place',
    does: 'copy a link to this place',
    menu: 'view',
    words: 'address url share',
    isOfWorkflow: true,
  },
  {
    id: 'check-now',
    label: 'Read the workflow again',
    does: 'read the workflow again as it is on disk, here',
    keys: 'F5',
    menu: 'view',
    words: 'reload refresh check now live files',
    isOfWorkflow: true,
  },
  {
    id: 'show-in-new-window',
    label: 'Show this place in a new window',
    does: 'show this place in a new window',
    menu: 'view',
    words: 'side by side split',
    isOfWorkflow: true,
    needs: 'windows',
  },
  {
    id: 'toggle-inspector',
    label: 'Inspector on or off',
    does: 'inspector on or off',
    menu: 'view',
    keys: 'I',
    words: 'toggle panel',
    isOfWorkflow: true,
  },
  { id: 'go-back', label: 'Back', does: 'back', keys: 'Alt ←', menu: 'view', isOfWorkflow: true },
  {
    id: 'go-forward',
    label: 'Forward',
    does: 'forward',
    keys: 'Alt →',
    menu: 'view',
    isOfWorkflow: true,
  },
  {
    id: 'show-palette',
    label: 'Go to anything…',
    does: 'go to anything, and all commands',
    keys: 'Ctrl K',
    menu: 'view',
    isNotInPalette: true,
  },
  {
    id: 'show-settings',
    label: 'Settings',
    does: 'settings',
    keys: 'Ctrl ,',
    menu: 'file',
    words: 'preferences theme dark light high contrast density time zone utc zoom digits',
  },
  {
    id: 'show-shortcuts',
    label: 'Keyboard shortcuts',
    does: 'this list',
    keys: '?',
    menu: 'help',
    words: 'help keys list',
  },
  {
    id: 'copy-report',
    label: 'Copy report of a problem',
    does: 'copy versions and the log, without names of folders',
    menu: 'help',
    words: 'log bug issue crash diagnostics',
  },
  // In the palette these are commands of the workflow that is shown, by its name.
  {
    id: 'copy-workflow',
    label: 'Copy…',
    does: 'copy the workflow',
    keys: 'Ctrl Shift S',
    menu: 'workflow',
    isOfWorkflow: true,
    needs: 'writes',
    isNotInPalette: true,
  },
  {
    id: 'duplicate-workflow',
    label: 'Duplicate',
    does: 'duplicate the workflow',
    keys: 'Ctrl Shift D',
    menu: 'workflow',
    isOfWorkflow: true,
    needs: 'writes',
    isNotInPalette: true,
  },
  {
    id: 'convert-workflow',
    label: 'Convert…',
    does: 'convert the workflow to another kind of store',
    menu: 'workflow',
    isOfWorkflow: true,
    needs: 'writes',
    isNotInPalette: true,
  },
  {
    id: 'rename-workflow',
    label: 'Rename…',
    does: 'rename the workflow',
    keys: 'F2',
    menu: 'workflow',
    isOfWorkflow: true,
    needs: 'writes',
    isNotInPalette: true,
  },
  {
    id: 'trash-workflow',
    label: 'Move to trash',
    does: 'move the workflow to the trash',
    keys: 'Ctrl Delete',
    menu: 'workflow',
    isOfWorkflow: true,
    needs: 'writes',
    isNotInPalette: true,
    isKeyOfText: true,
  },
  {
    id: 'delete-workflow',
    label: 'Delete permanently…',
    does: 'delete the workflow for good',
    keys: 'Shift Delete',
    menu: 'workflow',
    isOfWorkflow: true,
    needs: 'writes',
    isNotInPalette: true,
    isKeyOfText: true,
  },
];

const ARROWS: Readonly<Record<string, string>> = { '←': 'Left', '→': 'Right' };

/**
 * Keys as Electron's menus take them: `Ctrl Shift N` is `CommandOrControl+Shift+N`. One letter alone
 * is none: a menu would take it from fields of text.
 */
export function acceleratorOf(keys: string | undefined): string | undefined {
  const parts = keys?.split(' ') ?? [];
  if (parts.length < 2 && !/^F\d/.test(keys ?? '')) return undefined;
  return parts
    .map((part) => (part === 'Ctrl' ? 'CommandOrControl' : (ARROWS[part] ?? part)))
    .join('+');
}
