import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';

/** Windows and Linux have no dialog for folders and files at once. */
const OPEN = {
  folder: {
    title: 'Open workflows',
    buttonLabel: 'Open',
    properties: ['openDirectory', 'multiSelections', 'dontAddToRecent'],
  },
  zip: {
    title: 'Open zipped workflows',
    buttonLabel: 'Open',
    filters: [
      { name: 'Zip archives', extensions: ['zip'] },
      { name: 'All files', extensions: ['*'] },
    ],
    properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
  },
  submissions: {
    title: "hpcflow's list of submissions",
    buttonLabel: 'Read',
    filters: [
      { name: 'Lists of submissions', extensions: ['txt'] },
      { name: 'All files', extensions: ['*'] },
    ],
    properties: ['openFile', 'dontAddToRecent'],
  },
} satisfies Record<string, OpenDialogOptions>;

const PLACE: OpenDialogOptions = {
  title: 'Folder for the copy',
  buttonLabel: 'Choose',
  properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
};

/** The system's dialog for what is to be opened. An empty list when the person closed it. */
export function showOpenDialog(
  kind: keyof typeof OPEN,
  window: BrowserWindow | undefined,
): Promise<readonly string[]> {
  return show(OPEN[kind], window);
}

/** The system's dialog for a folder to put a copy into; `undefined` when the person closed it. */
export async function showPlaceDialog(
  window: BrowserWindow | undefined,
): Promise<string | undefined> {
  const [path] = await show(PLACE, window);
  return path;
}

async function show(
  options: OpenDialogOptions,
  window: BrowserWindow | undefined,
): Promise<readonly string[]> {
  const { canceled, filePaths } =
    window === undefined
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  return canceled ? [] : filePaths;
}
