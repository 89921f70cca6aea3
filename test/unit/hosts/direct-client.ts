import { CallRegistry } from '../../../electron/dispatch/call-registry.ts';
import type { Dispatcher } from '../../../electron/dispatch/dispatcher.ts';
import type { Backend } from '../../../electron/services/backend.ts';
import { CallTracker } from '../../../renderer/host/call-tracker.ts';
import type { HostClient } from '../../../shared/contract/client.ts';
import type { Result } from '../../../shared/contract/errors.ts';
import type { Output, ProcedureName } from '../../../shared/contract/procedures.ts';

/** A client with nothing between it and the dispatcher but structured clone. */
export function directClient(
  dispatcher: Dispatcher,
  backend: Pick<Backend, 'subscribe'>,
): HostClient {
  const registry = new CallRegistry(dispatcher);
  const tracker = new CallTracker();
  let seq = 0;
  const send = (name: string, payload: unknown): void => {
    seq += 1;
    tracker.receive(structuredClone({ seq, name, payload }));
  };
  backend.subscribe((name, payload) => send(name, payload));
  return {
    call(name, input, options) {
      return tracker.run(options, async ({ callId, onCancel }) => {
        onCancel(() => registry.cancel('test', callId));
        const result = await registry.run({
          connection: 'test',
          callId,
          name,
          input: structuredClone(input),
          onProgress: (progress) => send('call.progressed', { callId, ...progress }),
        });
        // Typed by the contract; the suites parse it.
        return structuredClone(result) as Result<Output<ProcedureName>> as Result<
          Output<typeof name>
        >;
      });
    },
    on: (name, listener) => tracker.on(name, listener),
    onGap: (listener) => tracker.onGap(listener),
    pathOfFile: () => undefined,
  };
}
