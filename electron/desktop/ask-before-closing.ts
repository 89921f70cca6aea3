import type { BrowserWindow, MessageBoxOptions } from 'electron';

/** What is used of a window, and of Electron's dialogs. */
type ClosableWindow = Pick<BrowserWindow, 'on' | 'close' | 'isDestroyed'>;
type Ask = (options: MessageBoxOptions) => Promise<{ readonly response: number }>;

const BUTTONS = ['Keep it running', 'Cancel it and close'] as const;

/**
 * Asks before a window is closed that would end the application, and with it what is being done with
 * workflows. What is cancelled so is cleaned up, now or at the next start.
 *
 * @param busyWith what is being done, for people.
 */
export function askBeforeClosing(
  window: ClosableWindow,
  busyWith: () => readonly string[],
  ask: Ask,
  log: (line: string) => void,
): void {
  let isAnswered = false;
  let isAsking = false;
  window.on('close', (event) => {
    const [first, ...others] = busyWith();
    if (isAnswered || first === undefined) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    ask({
      type: 'question',
      message:
        others.length === 0 ? `${first} goes on.` : `${first} and ${others.length} more go on.`,
      detail: 'Closing Earshot cancels it. A copy that is not finished is removed.',
      buttons: [...BUTTONS],
      defaultId: 0,
      cancelId: 0,
    })
      .then(({ response }) => {
        isAnswered = response === 1;
        if (isAnswered && !window.isDestroyed()) window.close();
      })
      .catch((exception: unknown) => log(`closing: ${String(exception)}`))
      .finally(() => {
        isAsking = false;
      });
  });
}
