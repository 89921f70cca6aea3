import { createDispatcher } from '../../../electron/dispatch/dispatcher.ts';
import { directClient } from './direct-client.ts';
import { hostSuite } from './host-suite.ts';
import { startRealBackend } from './real-backend.ts';

const log = (): void => undefined;

hostSuite('dispatcher', async () => {
  const real = await startRealBackend(log);
  const { backend } = real;
  const dispatcher = createDispatcher({ backend, allowWrites: true, checkOutput: true, log });
  return { ...real, client: directClient(dispatcher, backend) };
});
