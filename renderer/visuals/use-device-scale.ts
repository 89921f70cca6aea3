import { useSyncExternalStore } from 'react';

const subscribe = (onChange: () => void): (() => void) => {
  // Zooming the page, or moving it to another screen, resizes it too.
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
};

/** Device pixels per px, kept as it changes. */
export function useDeviceScale(): number {
  return useSyncExternalStore(subscribe, () => window.devicePixelRatio);
}
