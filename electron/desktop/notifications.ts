import { Notification } from 'electron';
import type { HostNotification } from '../services/backend.ts';

/** More than this nobody has missed. */
const MOST_KEPT = 20;

/** Notifications of the system. One that is let go of by the garbage collector hears no click. */
export class Notifications {
  #shown: readonly Notification[] = [];

  show({ title, body }: HostNotification, onClick: () => void): void {
    const notification = new Notification({ title, body });
    const forget = (): void => {
      this.#shown = this.#shown.filter((other) => other !== notification);
    };
    notification.on('click', () => {
      forget();
      onClick();
    });
    notification.on('close', forget);
    this.#shown = [...this.#shown, notification].slice(-MOST_KEPT);
    notification.show();
  }
}
