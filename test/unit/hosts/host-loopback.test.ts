import { createDispatcher } from '../../../electron/dispatch/dispatcher.ts';
import { startLoopbackHost } from '../../../electron/loopback/server.ts';
import { openPage } from './browser-like.ts';
import { hostSuite } from './host-suite.ts';
import { startRealBackend } from './real-backend.ts';

const log = (): void => undefined;

hostSuite('loopback', async () => {
  const real = await startRealBackend(log);
  const { backend } = real;
  const host = await startLoopbackHost({
    backend,
    dispatcher: createDispatcher({ backend, allowWrites: true, checkOutput: true, log }),
    rendererFolder: '/nonexistent',
    log,
  });
  const page = await openPage(host.url);
  return {
    ...real,
    client: page.client,
    async close() {
      page.leave();
      await host.close();
      await real.close();
    },
  };
});
