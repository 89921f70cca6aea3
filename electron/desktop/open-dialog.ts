import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';

const OPTIONS: OpenDialogOptions = {
  title: 'Open workflows',
  buttonLabel: 'Open',
  properties: ['openDirectory', 'multiSelections', 'dontAddToRecent'],
};

/** The system's dialog for folders. An empty list when the person closed it. */
export async function showOpenDialog(
  window: BrowserWindow | undefined,
): Promise<readonly string[]> {
  const { canceled, filePaths } =
    window === undefined
      ? await dialog.showOpenDialog(OPTIONS)
      : await dialog.showOpenDialog(window, OPTIONS);
  return canceled ? [] : filePaths;
}
