import { z } from 'zod';
import { AppErrorSchema, type Result } from '../../shared/contract/errors.ts';
import { SESSION_PATH, SessionSchema, TOKEN_PARAMETER } from '../../shared/contract/loopback.ts';

/** The tab secret is kept per origin and tab, and so survives a reload. */
const TAB_KEY = 'earshot.tab';

/** The parts of the page the session needs; given, so that it can be tested without a browser. */
export interface SessionPage {
  readonly location: Pick<Location, 'origin' | 'pathname' | 'search' | 'hash'>;
  readonly history: Pick<History, 'replaceState' | 'state'>;
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly fetch: typeof fetch;
}

export const RefusalSchema = z.object({ ok: z.literal(false), error: AppErrorSchema });

/**
 * Secret of this tab: exchanged for the token of the address, or kept from before a reload. The
 * token is taken out of the address, so that it is not copied with a link.
 */
export async function openSession(page: SessionPage): Promise<Result<string>> {
  const fragment = new URLSearchParams(page.location.hash.replace(/^#/, ''));
  const token = fragment.get(TOKEN_PARAMETER);
  const kept = page.sessionStorage.getItem(TAB_KEY);
  if (token === null) {
    return kept === null
      ? {
          ok: false,
          error: {
            code: 'refused',
            message: 'This page was opened without the key that Earshot printed.',
            action: 'Open the link printed where Earshot was started, with everything after the #.',
          },
        }
      : { ok: true, value: kept };
  }
  fragment.delete(TOKEN_PARAMETER);
  const rest = fragment.toString();
  const { pathname, search } = page.location;
  page.history.replaceState(
    page.history.state,
    '',
    `${pathname}${search}${rest === '' ? '' : `#${rest}`}`,
  );

  const reply = await exchange(page, token);
  if (reply.ok) page.sessionStorage.setItem(TAB_KEY, reply.value);
  return reply;
}

async function exchange(page: SessionPage, token: string): Promise<Result<string>> {
  try {
    const response = await page.fetch(new URL(SESSION_PATH, page.location.origin), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    const body: unknown = await response.json();
    const refusal = RefusalSchema.safeParse(body);
    if (refusal.success) return refusal.data;
    const session = z.object({ value: SessionSchema }).parse(body);
    return { ok: true, value: session.value.tab };
  } catch (cause) {
    const detail = cause instanceof Error ? ` (${cause.message})` : '';
    return {
      ok: false,
      error: {
        code: 'disconnected',
        message: `The host did not answer${detail}.`,
        action: 'Check that Earshot still runs where it was started, and that the tunnel is up.',
      },
    };
  }
}
