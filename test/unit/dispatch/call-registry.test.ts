import { describe, expect, it } from 'vitest';
import { CallRegistry } from '../../../electron/dispatch/call-registry.ts';
import type { Dispatcher } from '../../../electron/dispatch/dispatcher.ts';
import type { Progress } from '../../../shared/contract/client.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';

/** A dispatcher whose calls end only when cancelled; it shows the contexts it was given. */
function waitingDispatcher(): Dispatcher & { readonly contexts: CallContext[] } {
  const contexts: CallContext[] = [];
  return {
    contexts,
    call(_name, _input, context) {
      contexts.push(context);
      return new Promise((resolve) => {
        context.signal.addEventListener('abort', () =>
          resolve({ ok: false, error: { code: 'cancelled', message: 'Cancelled.' } }),
        );
      });
    },
  };
}

function request(
  connection: string,
  callId: string,
  onProgress = (_: Progress): void => undefined,
) {
  return { connection, callId, name: 'a.b', input: {}, onProgress };
}

describe('CallRegistry', () => {
  it('cancels one call by its id and leaves the others', async () => {
    const dispatcher = waitingDispatcher();
    const registry = new CallRegistry(dispatcher);
    const first = registry.run(request('w1', 'c1'));
    registry.run(request('w1', 'c2'));
    registry.cancel('w1', 'c1');
    expect(await first).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(dispatcher.contexts.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect(registry.countOf('w1')).toBe(1);
  });

  it('keeps the same id of two connections apart', () => {
    const dispatcher = waitingDispatcher();
    const registry = new CallRegistry(dispatcher);
    registry.run(request('w1', 'c1'));
    registry.run(request('w2', 'c1'));
    registry.cancel('w2', 'c1');
    expect(dispatcher.contexts.map(({ signal }) => signal.aborted)).toEqual([false, true]);
  });

  it('cancels all calls of a connection that went away', async () => {
    const dispatcher = waitingDispatcher();
    const registry = new CallRegistry(dispatcher);
    const calls = [registry.run(request('w1', 'c1')), registry.run(request('w1', 'c2'))];
    registry.run(request('w2', 'c1'));
    registry.cancelAll('w1');
    await Promise.all(calls);
    expect(registry.countOf('w1')).toBe(0);
    expect(registry.countOf('w2')).toBe(1);
  });

  it('refuses an id that is in use', async () => {
    const registry = new CallRegistry(waitingDispatcher());
    registry.run(request('w1', 'c1'));
    expect(await registry.run(request('w1', 'c1'))).toMatchObject({
      ok: false,
      error: { code: 'invalid-request', field: 'callId' },
    });
    expect(registry.countOf('w1')).toBe(1);
  });

  it('ignores ids it does not know, also those of every object', () => {
    const registry = new CallRegistry(waitingDispatcher());
    registry.cancel('__proto__', 'constructor');
    registry.cancelAll('toString');
    expect(registry.countOf('constructor')).toBe(0);
  });

  it('passes progress on until the call ends', async () => {
    const dispatcher = waitingDispatcher();
    const registry = new CallRegistry(dispatcher);
    const seen: number[] = [];
    const call = registry.run(request('w1', 'c1', ({ done }) => seen.push(done)));
    const report = dispatcher.contexts[0]?.reportProgress;
    report?.({ phase: 'Reading', done: 1 });
    registry.cancel('w1', 'c1');
    report?.({ phase: 'Reading', done: 2 });
    await call;
    report?.({ phase: 'Reading', done: 3 });
    expect(seen).toEqual([1]);
  });
});
