import { EventEmitter } from 'node:events';
import type { Protocol, Session } from 'electron';
import { type Core, eventWith } from './core.ts';
import { checkOptions, StandInError } from './strict.ts';

type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** The `protocol` module, which is that of the default session. Electron docs: api/protocol. */
export class EmulatedProtocol {
  readonly facade: Protocol;
  readonly privileges = new Map<string, Readonly<Record<string, unknown>>>();
  readonly #core: Core;
  readonly #handlers = new Map<string, SchemeHandler>();
  #isRegistered = false;

  constructor(core: Core) {
    this.#core = core;
    this.facade = core.strict('Protocol', this);
  }

  /** Docs: "can only be used before the `ready` event … and can be called only once". */
  registerSchemesAsPrivileged(schemes: readonly { scheme: string; privileges?: object }[]): void {
    this.#core.requireNotReady('protocol.registerSchemesAsPrivileged');
    if (this.#isRegistered) {
      throw new StandInError('protocol.registerSchemesAsPrivileged can be called only once');
    }
    this.#isRegistered = true;
    for (const { scheme, privileges = {} } of schemes) {
      checkOptions('Privileges', privileges);
      this.privileges.set(scheme, { ...privileges });
    }
  }

  handle(scheme: string, handler: SchemeHandler): void {
    this.#core.requireReady('protocol.handle');
    if (this.#handlers.has(scheme)) throw new StandInError(`The scheme ${scheme} has a handler`);
    this.#handlers.set(scheme, handler);
  }

  /** What a page of the session gets for a URL; `undefined` when nobody answers for the scheme. */
  async $fetch(url: string, method = 'GET'): Promise<Response | undefined> {
    const scheme = new URL(url).protocol.slice(0, -1);
    const handler = this.#handlers.get(scheme);
    return handler === undefined ? undefined : await handler(new Request(url, { method }));
  }
}

type PermissionHandler = (
  contents: unknown,
  permission: string,
  callback: (isGranted: boolean) => void,
  details: object,
) => void;
type CheckHandler = (
  contents: unknown,
  permission: string,
  origin: string,
  details: object,
) => boolean;

/** The default session. Electron docs: api/session. */
export class EmulatedSession extends EventEmitter {
  readonly facade: Session;
  readonly protocol: Protocol;
  #onRequest: PermissionHandler | null = null;
  #onCheck: CheckHandler | null = null;
  #onDevice: ((details: object) => boolean) | null = null;
  #onDisplayMedia: ((request: object, callback: (streams: unknown) => void) => void) | null = null;

  constructor(core: Core, protocol: EmulatedProtocol) {
    super();
    this.protocol = protocol.facade;
    this.facade = core.strict('Session', this);
  }

  setPermissionRequestHandler(handler: PermissionHandler | null): void {
    this.#onRequest = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#onCheck = handler;
  }

  setDevicePermissionHandler(handler: ((details: object) => boolean) | null): void {
    this.#onDevice = handler;
  }

  setDisplayMediaRequestHandler(
    handler: ((request: object, callback: (streams: unknown) => void) => void) | null,
  ): void {
    this.#onDisplayMedia = handler;
  }

  /** Docs: `setPermissionRequestHandler`: without a handler everything is granted. */
  $request(contents: unknown, permission: string, requestingUrl: string): Promise<boolean> {
    const handler = this.#onRequest;
    if (handler === null) return Promise.resolve(true);
    return new Promise((resolve) => {
      handler(contents, permission, resolve, { requestingUrl, isMainFrame: true });
    });
  }

  /** Docs: `setPermissionCheckHandler`: without a handler the check passes. */
  $check(contents: unknown, permission: string, origin: string): boolean {
    return this.#onCheck?.(contents, permission, origin, { isMainFrame: true }) ?? true;
  }

  /** Docs: `setDevicePermissionHandler`; without one, devices granted by hand are remembered. */
  $device(deviceType: string, origin: string): boolean {
    return this.#onDevice?.({ deviceType, origin, device: {} }) ?? true;
  }

  $displayMedia(): Promise<unknown> {
    const handler = this.#onDisplayMedia;
    if (handler === null) return Promise.resolve(null);
    return new Promise((resolve) => handler({}, resolve));
  }

  /** True when a download would go on. Docs: api/session, event `will-download`. */
  $download(url: string): boolean {
    const event = eventWith({});
    this.emit('will-download', event, { getURL: () => url }, {});
    return !event.defaultPrevented;
  }
}
