import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ElectronBridge } from '../shared/contract/client.ts';
import { CALL_CHANNEL, CANCEL_CHANNEL, EVENT_CHANNEL } from './desktop/channels.ts';

/*
 * Runs sandboxed beside the page, where nothing but `electron` can be loaded: what it imports is
 * built into it. The page gets these four functions and nothing of Electron itself.
 */
const bridge: ElectronBridge = {
  call: (callId, name, input) => ipcRenderer.invoke(CALL_CHANNEL, callId, name, input),
  cancel: (callId) => ipcRenderer.send(CANCEL_CHANNEL, callId),
  onEvent: (listener) => {
    // The event object has the sender in it, so the page gets the message alone.
    const heard = (_event: unknown, message: unknown): void => listener(message);
    ipcRenderer.on(EVENT_CHANNEL, heard);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, heard);
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
