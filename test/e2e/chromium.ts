import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * No sandbox, which containers do not allow. The page draws on canvases in two dimensions, so nothing of
 * a graphics card is emulated: that would cost about as much as the page itself.
 */
export const chromiumFlags: readonly string[] = ['--no-sandbox', '--disable-gpu'];

/**
 * The system's Chromium, or the one named in EARSHOT_CHROMIUM. Where there is none, a name that
 * makes Playwright say what is missing.
 */
export function chromiumFile(): string {
  const named = process.env.EARSHOT_CHROMIUM;
  if (named !== undefined) return named;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const files = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return files.find(isExecutable) ?? 'chromium';
}

/** Whether there is one to start. */
export function isChromiumInstalled(): boolean {
  return isExecutable(chromiumFile());
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
