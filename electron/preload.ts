import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ElectronBridge } from '../shared/contract/client.ts';
import type { CallChannel, CancelChannel, EventChannel } from './desktop/channels.ts';

/*
 * Runs sandboxed beside the page: it may load nothing but `electron`, so everything else it imports
 * is a type. The page gets these four functions and nothing of Electron itself.
 */
const CALL: CallChannel = 'earshot:call';
const CANCEL: CancelChannel = 'earshot:cancel';
const EVENT: EventChannel = 'earshot:event';

const bridge: ElectronBridge = {
  call: (callId, name, input) => ipcRenderer.invoke(CALL, callId, name, input),
  cancel: (callId) => ipcRenderer.send(CANCEL, callId),
  onEvent: (listener) => {
    // The event object has the sender in it, so the page gets the message alone.
    const heard = (_event: unknown, message: unknown): void => listener(message);
    ipcRenderer.on(EVENT, heard);
    return () => {
      ipcRenderer.removeListener(EVENT, heard);
    };
  },
  pathOfFile: (file) => {
    try {
      const path = webUtils.getPathForFile(file as File);
      return path === '' ? undefined : path;
    } catch {
      // Not a file.
      return undefined;
    }
  },
};

contextBridge.exposeInMainWorld('earshot', bridge);
