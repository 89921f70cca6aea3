import type { App, Session, WebContents } from 'electron';
import type { TrustedSenders } from './trusted-senders.ts';

/**
 * Denies everything a page could do beyond showing itself: leaving for another page, opening
 * windows, embedding, asking for devices or permissions, downloading from anywhere. What the page made
 * itself it may save: Electron asks the person where.
 */
export function guardApp(app: App, senders: TrustedSenders, log: (line: string) => void): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, senders, log));
}

function guardContents(
  contents: WebContents,
  senders: TrustedSenders,
  log: (line: string) => void,
): void {
  // Also emitted for the top frame, and for frames inside it. A page may load itself again (its
  // error screen does), nothing else.
  contents.on('will-frame-navigate', (details) => {
    if (details.isMainFrame && isSamePage(details.url, contents.getURL(), senders)) return;
    log(`denied a navigation to ${details.url}`);
    details.preventDefault();
  });
  contents.on('will-redirect', (details) => {
    log(`denied a redirection to ${details.url}`);
    details.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    log('denied an embedded page');
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    log(`denied a new window for ${url}`);
    return { action: 'deny' };
  });
}

function isSamePage(target: string, current: string, senders: TrustedSenders): boolean {
  if (!senders.isOwnUrl(target) || !senders.isOwnUrl(current)) return false;
  return new URL(target).pathname === new URL(current).pathname;
}

/** Whether a URL names data that the page holds in its own memory (`blob:app://earshot/…`). */
function isMadeByPage(url: string, senders: TrustedSenders): boolean {
  const scheme = 'blob:';
  return url.startsWith(scheme) && senders.isOwnUrl(url.slice(scheme.length));
}

/** The one permission the page has: putting text on the clipboard when the person asks for it. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

export function guardSession(session: Session, senders: TrustedSenders): void {
  session.setPermissionRequestHandler((contents, permission, callback) => {
    callback(permission === ALLOWED_PERMISSION && senders.isOwnUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler((contents, permission, requestingOrigin) => {
    return (
      permission === ALLOWED_PERMISSION && contents !== null && senders.isOwnUrl(requestingOrigin)
    );
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.on('will-download', (event, item) => {
    if (!isMadeByPage(item.getURL(), senders)) event.preventDefault();
  });
}
