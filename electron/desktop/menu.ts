import type { MenuItemConstructorOptions } from 'electron';
import {
  APP_COMMANDS,
  type AppCommand,
  type AppCommandId,
  acceleratorOf,
} from '../../shared/contract/app-commands.ts';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Adds Reload and the developer tools. */
  readonly isDevelopment: boolean;
  readonly choose: (command: AppCommandId) => void;
  /** Absent: back to 100 %. */
  readonly zoom: (by?: -1 | 1) => void;
}

/**
 * The application menu, from the one list of commands. The window draws no menu bar of its own; on
 * macOS the menu is where people look, and cut, copy and paste only work there when the menu has them.
 */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = options.platform === 'darwin';
  const items = (menu: AppCommand['menu']): MenuItemConstructorOptions[] =>
    APP_COMMANDS.filter((command) => command.menu === menu).map((command) =>
      itemOf(command, options),
    );
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      ...items('file'),
      { type: 'separator' },
      ...(isMac ? [recentDocuments] : []),
      { role: 'close', label: 'Close Window', accelerator: 'CommandOrControl+Shift+W' },
      ...(isMac ? [] : [{ role: 'quit' } as const]),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      ...items('view'),
      { type: 'separator' },
      { label: 'Actual Size', accelerator: 'CommandOrControl+0', click: () => options.zoom() },
      { label: 'Zoom In', accelerator: 'CommandOrControl+Plus', click: () => options.zoom(1) },
      // The key itself, without Shift, on most keyboards.
      {
        label: 'Zoom In',
        accelerator: 'CommandOrControl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
        click: () => options.zoom(1),
      },
      { label: 'Zoom Out', accelerator: 'CommandOrControl+-', click: () => options.zoom(-1) },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(options.isDevelopment ? developmentItems : []),
    ],
  };
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    file,
    { role: 'editMenu' },
    { label: 'W&orkflow', submenu: items('workflow') },
    view,
    { label: '&Window', submenu: isMac ? macWindowItems : [{ role: 'minimize' }] },
    { role: 'help', label: '&Help', submenu: items('help') },
  ];
}

/** The menu of the icon in the dock of macOS. */
export function dockTemplate({
  choose,
}: Pick<MenuOptions, 'choose'>): MenuItemConstructorOptions[] {
  return [
    { label: 'New Window', click: () => choose('new-window') },
    { label: 'Open…', click: () => choose('open-folder') },
  ];
}

function itemOf(command: AppCommand, options: MenuOptions): MenuItemConstructorOptions {
  const isShown = options.platform !== 'darwin' || command.isKeyOfText !== true;
  const accelerator = isShown ? acceleratorOf(command.keys) : undefined;
  return {
    label: command.label,
    ...(accelerator === undefined ? {} : { accelerator }),
    // The page has these keys too, and knows better when they are for a field of text or a dialog:
    // here they are only shown (on macOS the page simply comes first). Those for windows are the
    // menu's alone.
    ...(accelerator === undefined || command.needs === 'windows' || options.platform === 'darwin'
      ? {}
      : { registerAccelerator: false }),
    click: () => options.choose(command.id),
  };
}

const recentDocuments: MenuItemConstructorOptions = {
  role: 'recentDocuments',
  label: 'Open Recent',
  submenu: [{ role: 'clearRecentDocuments', label: 'Clear Menu' }],
};

const macWindowItems: MenuItemConstructorOptions[] = [
  { role: 'minimize' },
  { role: 'zoom' },
  { type: 'separator' },
  { role: 'front' },
];

const developmentItems: readonly MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'toggleDevTools' },
];
