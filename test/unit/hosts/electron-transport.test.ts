import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { IpcTransport } from '../../../electron/desktop/ipc-transport.ts';
import { TrustedSenders } from '../../../electron/desktop/trusted-senders.ts';
import { ElectronClient } from '../../../renderer/host/electron-client.ts';
import type { ElectronBridge } from '../../../shared/contract/client.ts';
import { type BuiltApp, buildApp } from '../../stand-in/build-app.ts';
import { EmulatedWindow } from '../../stand-in/emulated-window.ts';
import { StandIn } from '../../stand-in/stand-in.ts';
import { transportSuite } from './transport-suite.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await buildApp();
}, 120_000);
afterAll(() => app.remove());

/** The transport of the main process and the built preload, around a backend of the suite's own. */
transportSuite('Electron', async ({ dispatcher, backend, log }) => {
  const standIn = new StandIn({ appPath: app.path });
  await standIn.app.$becomeReady();
  const { core, ipcMain, protocol, windows } = standIn;
  protocol.facade.handle('app', () => new Response('<!doctype html>'));

  const senders = new TrustedSenders('app://earshot');
  const onGone = (): void => undefined;
  const transport = new IpcTransport({
    ipcMain: ipcMain.facade,
    dispatcher,
    senders,
    onGone,
    log,
  });
  backend.subscribe((name, payload) => transport.broadcast(name, payload));
  const preload = join(app.path, 'dist', 'electron', 'preload.cjs');
  const window = new EmulatedWindow(
    { core, app: standIn.app, ipcMain, protocol, windows },
    { webPreferences: { preload } },
  );
  transport.connect(window.facade.webContents);
  await window.loadURL('app://earshot/index.html');
  expect(core.uncaught).toEqual([]);
  const bridge = window.$contents.$document?.window.earshot as ElectronBridge;
  return {
    client: new ElectronClient(bridge),
    async close() {
      transport.close();
      await standIn.close();
    },
  };
});
