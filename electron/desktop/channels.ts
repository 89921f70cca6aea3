/** The whole of the IPC surface: one call, its cancellation, and events the other way. */
export const CALL_CHANNEL = 'earshot:call';
export const CANCEL_CHANNEL = 'earshot:cancel';
export const EVENT_CHANNEL = 'earshot:event';
