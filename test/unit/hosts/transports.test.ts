import { startLoopbackHost } from '../../../electron/loopback/server.ts';
import { openPage } from './browser-like.ts';
import { directClient } from './direct-client.ts';
import { transportSuite } from './transport-suite.ts';

transportSuite('dispatcher', async ({ dispatcher, backend }) => ({
  client: directClient(dispatcher, backend),
  close: async () => undefined,
}));

transportSuite('loopback', async ({ dispatcher, backend, log }) => {
  const host = await startLoopbackHost({
    dispatcher,
    backend,
    rendererFolder: '/nonexistent',
    log,
  });
  const page = await openPage(host.url);
  return {
    client: page.client,
    async close() {
      page.leave();
      await host.close();
    },
  };
});
