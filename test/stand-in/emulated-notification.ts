import { EventEmitter } from 'node:events';
import type { Notification, NotificationConstructorOptions } from 'electron';
import { type Core, eventWith } from './core.ts';
import { checkOptions, StandInError } from './strict.ts';

/** One notification. Electron docs: api/notification. */
export class EmulatedNotification extends EventEmitter {
  readonly facade: Notification;
  readonly $options: NotificationConstructorOptions;
  readonly #shown: EmulatedNotification[];

  constructor(
    core: Core,
    shown: EmulatedNotification[],
    options: NotificationConstructorOptions = {},
  ) {
    super();
    core.requireReady('Notification');
    checkOptions('NotificationConstructorOptions', options);
    this.$options = options;
    this.#shown = shown;
    this.facade = core.strict('Notification', this);
  }

  /** Docs: "you must call this method before the OS will display it". */
  show(): void {
    this.#shown.push(this);
    this.emit('show', eventWith({}));
  }

  /** The person clicks on it. Docs: event `click`. */
  $click(): void {
    if (!this.#shown.includes(this)) throw new StandInError('the notification is not shown');
    this.emit('click', eventWith({}));
  }
}

/** The `Notification` class as the main process gets it. */
export function notificationClass(core: Core, shown: EmulatedNotification[]): object {
  function notification(options?: NotificationConstructorOptions): Notification {
    return new EmulatedNotification(core, shown, options).facade;
  }
  return Object.assign(notification, { isSupported: () => true });
}
