import process from 'node:process';

/** True where a window can be opened for the person who gave the command. */
export function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION } = process.env;
  if (process.platform === 'win32') return true;
  // Over ssh a Mac's screen is in front of someone else.
  if (process.platform === 'darwin') return SSH_CONNECTION === undefined;
  return Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}
