/**
 * The whole of the IPC surface. The preload has these names as literals of these types, because a
 * sandboxed preload can load no second file.
 */
export const CALL_CHANNEL = 'earshot:call';
export const CANCEL_CHANNEL = 'earshot:cancel';
export const EVENT_CHANNEL = 'earshot:event';

export type CallChannel = typeof CALL_CHANNEL;
export type CancelChannel = typeof CANCEL_CHANNEL;
export type EventChannel = typeof EVENT_CHANNEL;
