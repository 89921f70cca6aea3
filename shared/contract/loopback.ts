import { z } from 'zod';

/**
 * The loopback transport, as both ends need it. The whole exchange is described at the top of
 * electron/loopback/server.ts.
 */
export const SESSION_PATH = '/session';
export const CALL_PATH = '/call/';
export const EVENTS_PATH = '/events';

/** Carries the tab secret on every call. */
export const TAB_HEADER = 'X-Earshot-Tab';
/** Carries the call's id; `call.progressed` events name it. */
export const CALL_HEADER = 'X-Earshot-Call';
/** A call id: unguessable is not needed, unique among the tab's calls is. */
export const CALL_ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/** Name of the token in the fragment of the printed address: `#token=…`. */
export const TOKEN_PARAMETER = 'token';

/** WebSocket subprotocols: the browser offers both, the host chooses the first. */
export const EVENTS_PROTOCOL = 'earshot.v1';
export const TAB_PROTOCOL_PREFIX = 'tab.';

/** Body of `POST /session`. */
export const SessionRequestSchema = z.strictObject({ token: z.string().max(256) });
/** Value of a successful reply to `POST /session`. */
export const SessionSchema = z.object({
  /** Secret of this tab; keep it in `sessionStorage`, never in a URL. */
  tab: z.string(),
});
export type Session = z.infer<typeof SessionSchema>;
