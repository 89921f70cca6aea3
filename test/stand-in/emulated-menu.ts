import type { MenuItemConstructorOptions } from 'electron';
import { checkOptions, StandInError } from './strict.ts';

/** Electron docs: api/menu-item, "Roles": all lower-case in Electron itself, written as in the docs. */
const ROLES = new Set<string>([
  ...['undo', 'redo', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete', 'selectAll'],
  ...['reload', 'forceReload', 'toggleDevTools', 'resetZoom', 'zoomIn', 'zoomOut'],
  ...['toggleSpellChecker', 'togglefullscreen', 'window', 'minimize', 'close', 'help', 'about'],
  ...['services', 'hide', 'hideOthers', 'unhide', 'quit', 'showSubstitutions', 'zoom', 'front'],
  ...['appMenu', 'fileMenu', 'editMenu', 'viewMenu', 'shareMenu', 'windowMenu', 'recentDocuments'],
  ...['clearRecentDocuments'],
]);
const MAC_ROLES = new Set<string>([
  ...['appMenu', 'about', 'services', 'hide', 'hideOthers', 'unhide', 'front', 'recentDocuments'],
  ...['clearRecentDocuments', 'zoom'],
]);
/** Electron docs: tutorial/keyboard-shortcuts, "Accelerators". */
const ACCELERATOR =
  /^(?:(?:Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Shift)\+)*(?:[A-Z0-9]|F\d{1,2}|Plus|Delete|Left|Right|[,=-])$/;

export interface EmulatedMenu {
  readonly items: readonly MenuItemConstructorOptions[];
}

/** The `Menu` class's static side. Electron docs: api/menu. */
export class EmulatedMenus {
  $applicationMenu: EmulatedMenu | undefined;
  readonly #platform: NodeJS.Platform;
  readonly facade: object;

  constructor(platform: NodeJS.Platform) {
    this.#platform = platform;
    this.facade = {
      buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => this.#build(template),
      setApplicationMenu: (menu: EmulatedMenu) => {
        this.$applicationMenu = menu;
      },
    };
  }

  /** The person chooses an item, by the labels that lead to it (without `&`). */
  $choose(...labels: readonly string[]): void {
    let items = this.$applicationMenu?.items ?? [];
    let item: MenuItemConstructorOptions | undefined;
    for (const label of labels) {
      item = items.find((candidate) => candidate.label?.replace('&', '') === label);
      if (item === undefined) throw new StandInError(`the menu has no item ${label}`);
      items = Array.isArray(item.submenu) ? item.submenu : [];
    }
    const click = item?.click as (() => void) | undefined;
    if (click === undefined) throw new StandInError(`the item ${labels.join(' › ')} does nothing`);
    click();
  }

  /** All roles in the menu. */
  $roles(): readonly string[] {
    const roles: string[] = [];
    const visit = (items: readonly MenuItemConstructorOptions[]): void => {
      for (const item of items) {
        if (item.role !== undefined) roles.push(item.role);
        if (Array.isArray(item.submenu)) visit(item.submenu);
      }
    };
    visit(this.$applicationMenu?.items ?? []);
    return roles;
  }

  /** Docs: `Menu.buildFromTemplate`; api/menu-item for what an item may have. */
  #build(template: readonly MenuItemConstructorOptions[]): EmulatedMenu {
    for (const item of template) {
      checkOptions('MenuItemConstructorOptions', item);
      const { role, type, label, accelerator, submenu } = item;
      if (role === undefined && type !== 'separator' && label === undefined) {
        throw new StandInError('a menu item needs a label, a role or the type separator');
      }
      if (role !== undefined && !ROLES.has(role)) throw new StandInError(`no menu role ${role}`);
      if (role !== undefined && MAC_ROLES.has(role) && this.#platform !== 'darwin') {
        throw new StandInError(`the menu role ${role} is only there on macOS`);
      }
      if (accelerator !== undefined && !ACCELERATOR.test(String(accelerator))) {
        throw new StandInError(`${String(accelerator)} is no accelerator`);
      }
      if (Array.isArray(submenu)) this.#build(submenu);
    }
    return { items: template };
  }
}
