import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { findElectron } from '../electron-binary.ts';
import type { LaunchOptions, RunningApp } from '../host.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Starts the built app in real Electron. */
export async function launchElectron(options: LaunchOptions): Promise<RunningApp> {
  const { folder, paths, viewport, colorScheme, onPage } = options;
  const executablePath = findElectron();
  if (executablePath === undefined) throw new Error('the binary of Electron is not installed');
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const app = await _electron.launch({
    executablePath,
    args: [ROOT, `--user-data-dir=${join(folder, 'data')}`, '--no-sandbox', ...paths],
    cwd: folder,
    colorScheme,
    env: { ...process.env, TMPDIR: temporary } as Record<string, string>,
  });
  const page = await app.firstWindow();
  onPage(page);
  await page.setViewportSize({ ...viewport });
  return {
    page,
    answerOpenDialog: (answers) =>
      void app.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
        },
        [...answers],
      ),
    close: () => app.close(),
  };
}
