import { describe, expect, it } from 'vitest';
import { openSession, type SessionPage } from '../../../../renderer/host/loopback-session.ts';

const ORIGIN = 'http://127.0.0.1:8080';

/** A page that records what the session does with it. */
function pageWith(hash: string, kept: string | undefined, reply: Response | Error) {
  const stored = new Map<string, string>(kept === undefined ? [] : [['earshot.tab', kept]]);
  const addresses: string[] = [];
  const requests: { readonly url: string; readonly body: string }[] = [];
  const page: SessionPage = {
    location: { origin: ORIGIN, pathname: '/', search: '', hash },
    history: {
      state: null,
      replaceState: (_state, _title, url) => {
        addresses.push(String(url));
      },
    },
    sessionStorage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => {
        stored.set(key, value);
      },
    },
    fetch: (input, init) => {
      requests.push({ url: String(input), body: String(init?.body) });
      return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
    },
  };
  return { page, stored, addresses, requests };
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

describe('loopback session', () => {
  it('exchanges the token, keeps the secret, and takes the token out of the address only', async () => {
    const { page, stored, addresses, requests } = pageWith(
      '#token=abc&workflow=%2Fw',
      undefined,
      json({ ok: true, value: { tab: 'secret' } }),
    );
    expect(await openSession(page)).toEqual({ ok: true, value: 'secret' });
    expect(requests).toEqual([{ url: `${ORIGIN}/session`, body: '{"token":"abc"}' }]);
    expect(stored.get('earshot.tab')).toBe('secret');
    expect(addresses).toEqual(['/#workflow=%2Fw']);
  });

  it('needs no second exchange after a reload', async () => {
    const { page, requests } = pageWith('#workflow=%2Fw', 'secret', new Error('not asked'));
    expect(await openSession(page)).toEqual({ ok: true, value: 'secret' });
    expect(requests).toEqual([]);
  });

  it('says what to do when there is no key, a wrong one, or no answer', async () => {
    const none = await openSession(pageWith('', undefined, new Error('not asked')).page);
    expect(none).toMatchObject({ ok: false, error: { code: 'refused' } });

    const refusal = { ok: false, error: { code: 'refused', message: 'The token is not right.' } };
    const wrong = pageWith('#token=no', undefined, json(refusal, 403));
    expect(await openSession(wrong.page)).toEqual(refusal);
    expect(wrong.stored.size).toBe(0);

    const silent = await openSession(pageWith('#token=abc', undefined, new Error('refused')).page);
    expect(silent).toMatchObject({ ok: false, error: { code: 'disconnected' } });
  });
});
