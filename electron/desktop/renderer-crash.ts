import { type BrowserWindow, dialog } from 'electron';

/** A page that ran this long before it crashed gets its one silent reload again. */
const STABLE_MS = 60_000;

/**
 * When the process of the page ends unexpectedly, the page is loaded again once without a word;
 * the next time the person is asked, so that a page that cannot live does not reload for ever.
 */
export function recoverFromCrash(window: BrowserWindow, log: (line: string) => void): void {
  const { webContents } = window;
  let lastReloadMs: number | undefined;

  const reload = (): void => {
    lastReloadMs = Date.now();
    webContents.reload();
  };
  const ask = async (reason: string): Promise<void> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: 'The window of Earshot stopped working again.',
      detail: `Reason: ${reason}. No workflow was changed.`,
      buttons: ['Reload', 'Close'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (window.isDestroyed()) return;
    if (response === 0) reload();
    else window.destroy();
  };

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log(`the renderer ended: ${reason} (exit code ${exitCode})`);
    if (reason === 'clean-exit') return;
    if (lastReloadMs === undefined || Date.now() - lastReloadMs > STABLE_MS) reload();
    else ask(reason).catch((exception: unknown) => log(String(exception)));
  });
  webContents.on('preload-error', (_event, path, error) => {
    log(`the preload ${path} failed: ${error.stack ?? error.message}`);
  });
  webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (isMainFrame) log(`${url} did not load: ${description} (${code})`);
  });
}
