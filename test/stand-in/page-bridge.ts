import type { ElectronBridge } from '../../shared/contract/client.ts';
import { decodeFrame, encodeFrame } from '../../shared/contract/frame.ts';

/**
 * Runs in the browser before the page: gives it the `window.earshot` that the preload exposed in
 * the stand-in. Values cross as frames, which keep typed arrays; Playwright's own crossing is text.
 */
export type BridgeCall = (operation: 'open' | 'call' | 'cancel', frame: string) => Promise<string>;

interface BridgedWindow {
  earshot?: ElectronBridge;
  readonly earshotBinding: BridgeCall;
  earshotDeliver?: (frame: string) => void;
  earshotDropped?: Map<string, string>;
}

const page = window as unknown as BridgedWindow;
const listeners = new Set<(message: unknown) => void>();
const opened = page.earshotBinding('open', encode([]));

function encode(value: unknown): string {
  return btoa(Array.from(encodeFrame(value), (byte) => String.fromCharCode(byte)).join(''));
}

function decode(text: string): unknown {
  return decodeFrame(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
}

page.earshotDeliver = (frame) => {
  const message = decode(frame);
  for (const listener of [...listeners]) listener(message);
};
page.earshotDropped = new Map();
page.earshot = Object.freeze({
  async call(callId: string, name: string, input: unknown): Promise<unknown> {
    await opened;
    return decode(await page.earshotBinding('call', encode([callId, name, input])));
  },
  cancel(callId: string): void {
    void page.earshotBinding('cancel', encode([callId]));
  },
  onEvent(listener: (message: unknown) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  pathOfFile(file: unknown): string | undefined {
    return file instanceof File ? page.earshotDropped?.get(file.name) : undefined;
  },
} satisfies ElectronBridge);
